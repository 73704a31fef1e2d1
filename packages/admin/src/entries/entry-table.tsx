import type { EntryRow } from '@horarium/http/api'
import { Anchor, Group, Progress, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Distance, Duration, Instant } from '../shell/instant'
import { entryPage } from '../shell/paths'
import { StatusBadge } from '../shell/status'
import { Wide } from '../shell/wide'
import { KillButton, RemoveButton } from './entry-actions'
import type { Tab } from './entry-filters'
import { RunningFor } from './running-for'
import { type SayEntries, useEntryTexts } from './texts'

interface Column {
  readonly title: Parameters<SayEntries>[0]
  readonly cell: (entry: EntryRow) => ReactNode
}

const ENTRY: Column = { title: 'entry', cell: (entry) => <EntryLink entry={entry} /> }
const WORKER: Column = { title: 'worker', cell: ({ worker }) => <Text size="sm">{worker ?? '–'}</Text> }
const SOURCE: Column = { title: 'source', cell: (entry) => <AskedFor entry={entry} /> }

const COLUMNS: Readonly<Record<Tab, readonly Column[]>> = {
  pending: [
    ENTRY,
    { title: 'due', cell: (entry) => <Instant at={entry.dueAt ?? entry.scheduledAt} /> },
    { title: 'when', cell: (entry) => <Distance at={entry.dueAt ?? entry.scheduledAt} /> },
    SOURCE,
    { title: 'waitsFor', cell: ({ waitsFor }) => <Text size="sm">{waitsFor ?? '–'}</Text> },
    { title: 'actions', cell: (entry) => <WaitingActions entry={entry} /> },
  ],
  running: [
    ENTRY,
    { title: 'started', cell: ({ startedAt }) => <Instant at={startedAt} /> },
    { title: 'duration', cell: ({ startedAt }) => <RunningFor since={startedAt} /> },
    { title: 'lateness', cell: ({ latenessMs }) => <Duration ms={latenessMs} /> },
    WORKER,
    { title: 'progress', cell: ({ progress }) => <ProgressBar progress={progress} /> },
    { title: 'actions', cell: (entry) => <KillButton entry={entry} isSmall /> },
  ],
  finished: [
    { title: 'status', cell: ({ status }) => <StatusBadge status={status} /> },
    ENTRY,
    { title: 'scheduled', cell: ({ scheduledAt }) => <Instant at={scheduledAt} /> },
    { title: 'ended', cell: ({ finishedAt }) => <Instant at={finishedAt} /> },
    { title: 'lateness', cell: ({ latenessMs }) => <Duration ms={latenessMs} /> },
    { title: 'duration', cell: ({ durationMs }) => <Duration ms={durationMs} /> },
    SOURCE,
    { title: 'reason', cell: ({ reason, message }) => <Reason text={message ?? reason} /> },
  ],
}

interface EntryTableProps {
  readonly tab: Tab
  readonly entries: readonly EntryRow[]
}

/** Entries as rows; on a narrow screen the table itself scrolls. */
export function EntryTable({ tab, entries }: EntryTableProps): ReactNode {
  const say = useEntryTexts()
  const columns = COLUMNS[tab]
  return (
    <Wide label={say(tab)}>
      <Table highlightOnHover miw={860} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ title }) => (
              <Table.Th key={title}>{say(title)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={entry.id}>
              {columns.map(({ title, cell }) => (
                <Table.Td key={title}>{cell(entry)}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  )
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

function AskedFor({ entry: { source, author } }: { readonly entry: EntryRow }): ReactNode {
  const say = useEntryTexts()
  return (
    <Text size="sm">
      {say(source)}
      {author !== null && ` (${author})`}
    </Text>
  )
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
  if (progress === null) return <Text size="sm">–</Text>
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
