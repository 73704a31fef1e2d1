import { type App, entryDetails, entryShape } from '@horarium/app'
import { type Entry, ENTRY_SOURCES, STATUSES } from '@horarium/core'
import { type Static, Type } from 'typebox'

const Text = Type.Union([Type.String(), Type.Null()])
const Amount = Type.Union([Type.Number(), Type.Null()])
const Instant = Type.Union([Type.String({ format: 'date-time' }), Type.Null()])

/** An entry as lists show it. */
export const EntryRow = Type.Object({
  id: Type.String(),
  jobCode: Type.String(),
  label: Text,
  target: Text,
  group: Type.String(),
  status: Type.Enum([...STATUSES]),
  source: Type.Enum([...ENTRY_SOURCES]),
  scheduledAt: Type.String({ format: 'date-time' }),
  dueAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description: 'of another attempt' }),
  releasedAt: Instant,
  startedAt: Instant,
  finishedAt: Instant,
  durationMs: Amount,
  latenessMs: Type.Union([Type.Number(), Type.Null()], { description: 'from when it was due until it started' }),
  attempt: Type.Integer({ description: '0 while it has never run' }),
  progress: Amount,
  reason: Text,
  message: Text,
  waitsFor: Text,
  worker: Text,
  author: Text,
  askedBy: Type.Union([Type.String(), Type.Null()], { description: 'the entry that asked for it' }),
  priority: Amount,
})
export type EntryRow = Static<typeof EntryRow>

const FailedAttempt = Type.Object({
  attempt: Type.Integer(),
  startedAt: Type.String({ format: 'date-time' }),
  finishedAt: Type.String({ format: 'date-time' }),
  durationMs: Type.Number(),
  worker: Type.String(),
  reason: Type.String(),
  error: Type.Union([Type.Object({ name: Type.String(), message: Type.String() }), Type.Null()]),
})
const Fault = Type.Object({ name: Type.String(), message: Type.String(), stack: Text })
const Kill = Type.Object({
  by: Type.String(),
  why: Type.String(),
  at: Type.String({ format: 'date-time' }),
  seenAt: Instant,
  force: Type.Boolean(),
})

/** An entry with all there is to say about it; its log is asked for by itself. */
export const EntryDetails = Type.Object({
  ...EntryRow.properties,
  handedTo: Type.Union([Type.Integer(), Type.Null()], { description: 'how many targets it was handed to' }),
  params: Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()]),
  result: Type.Unknown({ description: 'what its handler returned; text where it was cut' }),
  error: Type.Union([Fault, Type.Null()]),
  kill: Type.Union([Kill, Type.Null()]),
  attempts: Type.Array(FailedAttempt),
})
export type EntryDetails = Static<typeof EntryDetails>

/** Shapes entries for lists. */
export function rowsOf(app: App, entries: readonly Entry[]): EntryRow[] {
  const labels = new Map(app.configuration().jobs.map(({ code, label }) => [code, label]))
  return entries.map((entry) => ({ ...entryShape(entry), ...said(entry), label: labels.get(entry.jobCode) ?? null }))
}

/** Shapes one entry as lists do. */
export function rowOf(app: App, entry: Entry): EntryRow {
  const { label = null } = app.configuration().jobs.find(({ code }) => code === entry.jobCode) ?? {}
  return { ...entryShape(entry), ...said(entry), label }
}

/** Shapes an entry for its own page. */
export function detailsOf(app: App, entry: Entry): EntryDetails {
  const { log: _, ...details } = entryDetails(entry, '')
  return { ...details, ...rowOf(app, entry) }
}

function said({
  author,
  message,
  progress,
  startedAt,
  dueAt,
  scheduledAt,
}: Entry): Pick<EntryRow, 'author' | 'message' | 'progress' | 'latenessMs'> {
  return {
    author: author ?? null,
    message: message ?? null,
    progress: progress ?? null,
    latenessMs: startedAt === undefined ? null : startedAt - (dueAt ?? scheduledAt),
  }
}
