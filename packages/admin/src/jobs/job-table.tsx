import type { JobRow } from '@horarium/http/api'
import { Anchor, Badge, Card, Group, SimpleGrid, Stack, Table, Text, Tooltip, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Distance, Duration } from '../shell/instant'
import { jobPage } from '../shell/paths'
import { useQueryState } from '../shell/query-state'
import { StatusBadge } from '../shell/status'
import { Wide } from '../shell/wide'
import { JobState } from './job-state'
import { ScheduleWords } from './schedule-words'
import { SuccessRate } from './success-rate'
import { type SayJobs, useJobTexts } from './texts'

interface Column {
  readonly title: Parameters<SayJobs>[0]
  /** What the service sorts by. */
  readonly sort?: string
  readonly cell: (job: JobRow) => ReactNode
}

const COLUMNS: readonly Column[] = [
  { title: 'job', sort: 'label', cell: (job) => <JobName job={job} /> },
  { title: 'group', sort: 'group', cell: ({ group }) => <Text size="sm">{group}</Text> },
  { title: 'schedule', cell: (job) => <ScheduleWords job={job} /> },
  { title: 'last', sort: 'last', cell: (job) => <LastRun job={job} /> },
  { title: 'next', sort: 'next', cell: ({ nextRunAt }) => <Distance at={nextRunAt} /> },
  { title: 'rate', cell: ({ successRate, runs }) => <SuccessRate rate={successRate} runs={runs} /> },
  { title: 'typical', cell: ({ typicalMs }) => <Duration ms={typicalMs} /> },
]

interface JobTableProps {
  readonly jobs: readonly JobRow[]
}

/** Jobs as rows. */
export function JobTable({ jobs }: JobTableProps): ReactNode {
  const say = useJobTexts()
  return (
    <Wide label={say('table')}>
      <Table highlightOnHover miw={860} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((column) => (
              <Heading column={column} key={column.title} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {jobs.map((job) => (
            <Table.Tr key={job.code}>
              {COLUMNS.map(({ title, cell }) => (
                <Table.Td key={title}>{cell(job)}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  )
}

/** The same where there is no room for a table. */
export function JobCards({ jobs }: JobTableProps): ReactNode {
  const say = useJobTexts()
  return (
    <Stack gap="sm">
      {jobs.map((job) => (
        <Card key={job.code} padding="sm" withBorder>
          <JobName job={job} />
          <SimpleGrid cols={2} mt="xs" spacing="xs" verticalSpacing="xs">
            {COLUMNS.slice(2).map(({ title, cell }) => (
              <div key={title}>
                <Text c="dimmed" size="xs">
                  {say(title)}
                </Text>
                {cell(job)}
              </div>
            ))}
          </SimpleGrid>
        </Card>
      ))}
    </Stack>
  )
}

function Heading({ column: { title, sort } }: { readonly column: Column }): ReactNode {
  const say = useJobTexts()
  const [sorted, setSorted] = useQueryState('sort', 'label')
  if (sort === undefined)
    return (
      <Table.Th scope="col">
        {title === 'typical' ? <Tooltip label={say('typicalAbout')}>{<span>{say(title)}</span>}</Tooltip> : say(title)}
      </Table.Th>
    )
  const isUp = sorted === sort
  const isDown = sorted === `-${sort}`
  const Icon = isUp ? IconArrowUp : isDown ? IconArrowDown : IconArrowsSort
  const next = isUp ? `-${sort}` : sort
  return (
    <Table.Th aria-sort={isUp ? 'ascending' : isDown ? 'descending' : 'none'} scope="col">
      <UnstyledButton
        fw={700}
        fz="sm"
        onClick={() => setSorted(next)}
        title={say(isUp ? 'descending' : 'ascending', { what: say(title) })}
      >
        <Group component="span" gap={4} wrap="nowrap">
          {say(title)}
          <Icon aria-hidden opacity={isUp || isDown ? 1 : 0.4} size={14} />
        </Group>
      </UnstyledButton>
    </Table.Th>
  )
}

function JobName({ job }: { readonly job: JobRow }): ReactNode {
  const say = useJobTexts()
  const { code, label, module, isSystem, problems, status } = job
  return (
    <Stack gap={2}>
      <Group gap={6}>
        <Anchor component={Link} fw={600} href={jobPage(code)} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {label ?? code}
        </Anchor>
        <JobState job={job} />
        {problems > 0 && status !== 'invalid' && (
          <Badge
            color="yellow"
            leftSection={<IconAlertTriangle aria-hidden size={11} />}
            size="sm"
            tt="none"
            variant="light"
          >
            {say('problems', { problems })}
          </Badge>
        )}
      </Group>
      <Text c="dimmed" size="xs" style={{ overflowWrap: 'anywhere' }}>
        {label === null ? '' : `${code} · `}
        {isSystem ? say('system') : module}
      </Text>
    </Stack>
  )
}

function LastRun({ job: { lastStatus, lastRunAt, lastReason } }: { readonly job: JobRow }): ReactNode {
  if (lastStatus === null) return <Text size="sm">–</Text>
  return (
    <Stack align="flex-start" gap={2}>
      <Tooltip disabled={lastReason === null} label={lastReason} maw={400} multiline>
        <span>
          <StatusBadge status={lastStatus} />
        </span>
      </Tooltip>
      <Text c="dimmed" component="span" size="xs">
        <Distance at={lastRunAt} />
      </Text>
    </Stack>
  )
}
