import type { Entry } from '@horarium/core'
import { formatDuration, formatInstant } from './instants.js'
import { type Column, writeTable } from './table.js'
import type { Terminal } from './terminal.js'

const COLUMNS: readonly Column<Entry>[] = [
  { title: 'id', of: ({ id }) => id },
  { title: 'group', of: ({ group }) => group },
  { title: 'status', of: ({ status }) => status },
  { title: 'scheduled (UTC)', of: ({ scheduledAt }) => formatInstant(scheduledAt) },
  { title: 'started', of: ({ startedAt }) => formatInstant(startedAt) },
  { title: 'took', of: ({ durationMs }) => formatDuration(durationMs), align: 'right' },
  { title: 'source', of: ({ source }) => source },
  { title: 'reason', of: (entry) => entry.reason ?? waitText(entry) ?? nextAttemptText(entry) ?? '' },
]

/** What a failed entry waits for; `undefined` for one that does not wait for another attempt. */
export function nextAttemptText({ status, attempt, dueAt, attempts }: Entry): string | undefined {
  if (status !== 'pending' || dueAt === undefined) return undefined
  return `attempt ${attempt + 1} at ${formatInstant(dueAt)}, after ${attempts?.at(-1)?.reason ?? 'a failure'}`
}

const WAITS: Readonly<Record<string, string>> = { room: 'room in its group', turn: 'its turn' }

/** What a due entry waits for; `undefined` for one that does not wait for another. */
export function waitText({ waitsFor }: Entry): string | undefined {
  if (waitsFor === undefined) return undefined
  return `waits for ${WAITS[waitsFor] ?? waitsFor}`
}

/** Writes entries below each other, one a line. */
export function writeEntries(terminal: Terminal, entries: readonly Entry[], empty: string): void {
  writeTable(terminal, entries, { columns: COLUMNS, empty })
}
