import type { EntryRow } from '@horarium/http/api'
import { Anchor, Group, Progress, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Distance, Duration, Instant } from '../shell/instant'
import { entryPage } from '../shell/paths'
import { type Column, Rows } from '../shell/rows'
import { StatusBadge } from '../shell/status'
import { KillButton, RemoveButton } from './entry-actions'
import type { Tab } from './entry-filters'
import { RunningFor } from './running-for'
import { type SayEntries, useEntryTexts } from './texts'

interface EntryTableProps {
  readonly tab: Tab
  readonly entries: readonly EntryRow[]
}

/** Entries as rows. */
export function EntryTable({ tab, entries }: EntryTableProps): ReactNode {
  const say = useEntryTexts()
  return <Rows columns={columnsOf(tab, say)} items={entries} keyOf={({ id }) => id} label={say(tab)} width={860} />
}

function columnsOf(tab: Tab, say: SayEntries): readonly Column<EntryRow>[] {
  const entry: Column<EntryRow> = { title: say('entry'), cell: (row) => <EntryLink entry={row} /> }
  const asker: Column<EntryRow> = { title: say('source'), cell: (row) => askerOf(row, say) }
  if (tab === 'pending')
    return [
      entry,
      { title: say('due'), cell: ({ dueAt, scheduledAt }) => <Instant at={dueAt ?? scheduledAt} /> },
      { title: say('when'), cell: ({ dueAt, scheduledAt }) => <Distance at={dueAt ?? scheduledAt} /> },
      asker,
      { title: say('waitsFor'), cell: ({ waitsFor }) => waitsFor ?? '–' },
      { title: say('actions'), cell: (row) => <WaitingActions entry={row} /> },
    ]
  if (tab === 'running')
    return [
      entry,
      { title: say('started'), cell: ({ startedAt }) => <Instant at={startedAt} /> },
      { title: say('duration'), cell: ({ startedAt }) => <RunningFor since={startedAt} /> },
      { title: say('lateness'), cell: ({ latenessMs }) => <Duration ms={latenessMs} /> },
      { title: say('worker'), cell: ({ worker }) => worker ?? '–' },
      { title: say('progress'), cell: ({ progress }) => <ProgressBar progress={progress} /> },
      { title: say('actions'), cell: (row) => <KillButton entry={row} isSmall /> },
    ]
  return [
    { title: say('status'), cell: ({ status }) => <StatusBadge status={status} /> },
    entry,
    { title: say('scheduled'), cell: ({ scheduledAt }) => <Instant at={scheduledAt} /> },
    { title: say('ended'), cell: ({ finishedAt }) => <Instant at={finishedAt} /> },
    { title: say('lateness'), cell: ({ latenessMs }) => <Duration ms={latenessMs} /> },
    { title: say('duration'), cell: ({ durationMs }) => <Duration ms={durationMs} /> },
    asker,
    { title: say('reason'), cell: ({ reason, message }) => <Reason text={message ?? reason} /> },
  ]
}

function EntryLink({ entry }: { readonly entry: EntryRow }): ReactNode {
  return (
    <>
      <Anchor component={Link} fw={600} href={entryPage(entry.id)} size="sm" title={entry.id}>
        {entry.jobCode}
        {entry.target !== null && ` ~ ${entry.target}`}
      </Anchor>
      <Text c="dimmed" size="xs">
        {entry.label ?? entry.group}
      </Text>
    </>
  )
}

/** Who asked for an entry. */
export function askerOf({ source, author }: Pick<EntryRow, 'source' | 'author'>, say: SayEntries): string {
  return author === null ? say(source) : `${say(source)} (${author})`
}

function Reason({ text }: { readonly text: string | null }): ReactNode {
  return (
    <Text lineClamp={2} maw={320} size="sm" style={{ overflowWrap: 'anywhere' }} title={text ?? undefined}>
      {text ?? '–'}
    </Text>
  )
}

/** How far a run says it is. */
export function ProgressBar({ progress }: { readonly progress: number | null }): ReactNode {
  const say = useEntryTexts()
  if (progress === null) return '–'
  return (
    <Group gap="xs" wrap="nowrap">
      <Progress aria-label={say('progress')} miw={80} value={progress} w={80} />
      <Text size="xs">{progress} %</Text>
    </Group>
  )
}

function WaitingActions({ entry }: { readonly entry: EntryRow }): ReactNode {
  return (
    <Group gap={4} wrap="nowrap">
      <RemoveButton entry={entry} isSmall />
      <KillButton entry={entry} isSmall />
    </Group>
  )
}
