import type { JobRow } from '@horarium/http/api'
import { Anchor, Badge, Group, Stack, Text, Tooltip, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Distance, Duration } from '../shell/instant'
import { jobPage } from '../shell/paths'
import { useQueryState } from '../shell/query-state'
import { type Column, Rows } from '../shell/rows'
import { StatusBadge } from '../shell/status'
import { JobState } from './job-state'
import { ScheduleWords } from './schedule-words'
import { SuccessRate } from './success-rate'
import { useJobTexts } from './texts'

/** Jobs as rows. */
export function JobTable({ jobs }: { readonly jobs: readonly JobRow[] }): ReactNode {
  const say = useJobTexts()
  const sortable = useSortable()
  const columns: readonly Column<JobRow>[] = [
    { ...sortable('label', say('job')), cell: (job) => <JobName job={job} />, minWidth: 200 },
    { ...sortable('group', say('group')), cell: ({ group }) => group },
    { title: say('schedule'), cell: (job) => <ScheduleWords job={job} /> },
    { ...sortable('last', say('last')), cell: (job) => <LastRun job={job} /> },
    { ...sortable('next', say('next')), cell: ({ nextRunAt }) => <Distance at={nextRunAt} /> },
    { title: say('rate'), cell: ({ successRate, runs }) => <SuccessRate rate={successRate} runs={runs} /> },
    { title: say('typical'), head: <Typical />, cell: ({ typicalMs }) => <Duration ms={typicalMs} /> },
  ]
  return <Rows columns={columns} items={jobs} keyOf={({ code }) => code} label={say('table')} width={860} />
}

function Typical(): ReactNode {
  const say = useJobTexts()
  return (
    <Tooltip label={say('typicalAbout')}>
      <span>{say('typical')}</span>
    </Tooltip>
  )
}

type Sortable = Required<Pick<Column<JobRow>, 'title' | 'head' | 'sort'>>

// By what the service knows it; the address holds which.
function useSortable(): (by: string, title: string) => Sortable {
  const say = useJobTexts()
  const [sorted, setSorted] = useQueryState('sort', 'label')
  return (by, title) => {
    const isUp = sorted === by
    const isDown = sorted === `-${by}`
    const Icon = isUp ? IconArrowUp : isDown ? IconArrowDown : IconArrowsSort
    const head = (
      <UnstyledButton
        fw={700}
        fz="sm"
        onClick={() => setSorted(isUp ? `-${by}` : by)}
        title={say(isUp ? 'descending' : 'ascending', { what: title })}
      >
        <Group component="span" gap={4} wrap="nowrap">
          {title}
          <Icon aria-hidden opacity={isUp || isDown ? 1 : 0.4} size={14} />
        </Group>
      </UnstyledButton>
    )
    return { title, head, sort: isUp ? 'ascending' : isDown ? 'descending' : 'none' }
  }
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
