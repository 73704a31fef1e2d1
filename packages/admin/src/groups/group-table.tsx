import type { GroupRow } from '@horarium/http/api'
import { Anchor, Badge, Group, Text, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { pathWith } from '../api/answers'
import { PauseBadge } from '../pause/pause-badge'
import { PauseButton } from '../pause/pause-button'
import { Count } from '../shell/instant'
import { type Column, Rows } from '../shell/rows'
import { useGroupTexts } from './texts'

/** Groups as rows. */
export function GroupTable({ groups }: { readonly groups: readonly GroupRow[] }): ReactNode {
  const say = useGroupTexts()
  const columns: readonly Column<GroupRow>[] = [
    { title: say('group'), cell: (group) => <GroupName group={group} /> },
    { title: say('jobs'), cell: (group) => <Jobs group={group} /> },
    { title: say('running'), cell: ({ size }) => <Count of={size.running} /> },
    { title: say('waiting'), cell: (group) => <Waiting group={group} /> },
    { title: say('finished'), cell: (group) => <Finished group={group} /> },
    { title: say('concurrency'), cell: (group) => <Concurrency group={group} /> },
    { title: say('actions'), cell: (group) => <GroupActions group={group} /> },
  ]
  return <Rows columns={columns} items={groups} keyOf={({ name }) => name} label={say('table')} width={820} />
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
