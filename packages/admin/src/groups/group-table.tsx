import type { GroupRow } from '@horarium/http/api'
import { Anchor, Badge, Card, Group, SimpleGrid, Stack, Table, Text, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { pathWith } from '../api/answers'
import { PauseBadge } from '../pause/pause-badge'
import { PauseButton } from '../pause/pause-button'
import { Count } from '../shell/instant'
import { Wide } from '../shell/wide'
import { useGroupTexts } from './texts'

interface Column {
  readonly title: Parameters<ReturnType<typeof useGroupTexts>>[0]
  readonly cell: (group: GroupRow) => ReactNode
}

const COLUMNS: readonly Column[] = [
  { title: 'group', cell: (group) => <GroupName group={group} /> },
  { title: 'jobs', cell: (group) => <Jobs group={group} /> },
  { title: 'running', cell: ({ size }) => <Count of={size.running} /> },
  { title: 'waiting', cell: (group) => <Waiting group={group} /> },
  { title: 'finished', cell: (group) => <Finished group={group} /> },
  { title: 'concurrency', cell: (group) => <Concurrency group={group} /> },
  { title: 'actions', cell: (group) => <GroupActions group={group} /> },
]

interface GroupsProps {
  readonly groups: readonly GroupRow[]
}

/** Groups as rows. */
export function GroupTable({ groups }: GroupsProps): ReactNode {
  const say = useGroupTexts()
  return (
    <Wide label={say('table')}>
      <Table highlightOnHover miw={820} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map(({ title }) => (
              <Table.Th key={title}>{say(title)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map((group) => (
            <Table.Tr key={group.name}>
              {COLUMNS.map(({ title, cell }) => (
                <Table.Td key={title}>{cell(group)}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  )
}

/** The same where there is no room for a table. */
export function GroupCards({ groups }: GroupsProps): ReactNode {
  const say = useGroupTexts()
  return (
    <Stack gap="sm">
      {groups.map((group) => (
        <Card key={group.name} padding="sm" withBorder>
          <GroupName group={group} />
          <SimpleGrid cols={2} my="xs" spacing="xs" verticalSpacing="xs">
            {COLUMNS.slice(1, -1).map(({ title, cell }) => (
              <div key={title}>
                <Text c="dimmed" size="xs">
                  {say(title)}
                </Text>
                {cell(group)}
              </div>
            ))}
          </SimpleGrid>
          <GroupActions group={group} />
        </Card>
      ))}
    </Stack>
  )
}

interface GroupProps {
  readonly group: GroupRow
}

function GroupName({ group: { name, pause, hasOwnProcess } }: GroupProps): ReactNode {
  const say = useGroupTexts()
  return (
    <Group gap={6}>
      <Anchor component={Link} fw={600} href={pathWith('/jobs', { group: name })} size="sm">
        {name}
      </Anchor>
      {pause && <PauseBadge pause={pause} />}
      {hasOwnProcess && (
        <Badge color="gray" size="sm" tt="none" variant="light">
          {say('ownProcess')}
        </Badge>
      )}
    </Group>
  )
}

function Jobs({ group: { jobs } }: GroupProps): ReactNode {
  const say = useGroupTexts()
  const parts = [
    say('active', { count: jobs.ok }),
    ...(jobs.invalid > 0 ? [say('invalid', { count: jobs.invalid })] : []),
    ...(jobs.disabled > 0 ? [say('disabled', { count: jobs.disabled })] : []),
  ]
  return <Text size="sm">{parts.join(', ')}</Text>
}

function Waiting({ group: { size } }: GroupProps): ReactNode {
  const say = useGroupTexts()
  const { pending, released, parked } = size
  return (
    <Tooltip label={say('waitingAbout', { pending, released, parked })}>
      <Text component="span" size="sm">
        <Count of={pending + released + parked} />
      </Text>
    </Tooltip>
  )
}

function Finished({ group: { size } }: GroupProps): ReactNode {
  const say = useGroupTexts()
  const all = Object.values(size.finished).reduce((sum, count) => sum + count, 0)
  return (
    <Tooltip label={say('finishedAbout', size.finished)}>
      <Text component="span" size="sm">
        <Count of={all} />
      </Text>
    </Tooltip>
  )
}

function Concurrency({ group: { concurrency, concurrencyTotal, shards } }: GroupProps): ReactNode {
  const say = useGroupTexts()
  return (
    <Tooltip label={say('concurrencyAbout', { concurrency, total: concurrencyTotal, shards })}>
      <Text component="span" size="sm">
        {concurrency}
        {concurrencyTotal > 0 && ` / ${concurrencyTotal}`}
      </Text>
    </Tooltip>
  )
}

function GroupActions({ group: { name, pause, version } }: GroupProps): ReactNode {
  const say = useGroupTexts()
  const title = say(pause ? 'resumeGroup' : 'pauseGroup', { group: name })
  return (
    <Group gap="xs" wrap="nowrap">
      <PauseButton
        aria-label={title}
        isPaused={pause !== null}
        path={`/api/v1/groups/${encodeURIComponent(name)}/pause`}
        size="xs"
        title={title}
        version={version}
      />
      <Anchor component={Link} href={pathWith('/settings', { group: name })} size="sm">
        {say('settings')}
      </Anchor>
    </Group>
  )
}
