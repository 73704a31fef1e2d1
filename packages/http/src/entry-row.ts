import { type App, entryDetails, entryShape } from '@horarium/app'
import { type Entry, ENTRY_SOURCES, STATUSES } from '@horarium/core'
import { type Static, Type } from 'typebox'
import { Instant, Maybe, MaybeText } from './schemas.js'

const Amount = Maybe(Type.Number())

/** An entry as lists show it. */
export const EntryRow = Type.Object({
  id: Type.String(),
  jobCode: Type.String(),
  label: MaybeText,
  target: MaybeText,
  group: Type.String(),
  status: Type.Enum([...STATUSES]),
  source: Type.Enum([...ENTRY_SOURCES]),
  scheduledAt: Instant,
  dueAt: Maybe(Instant, { description: 'of another attempt' }),
  releasedAt: Maybe(Instant),
  startedAt: Maybe(Instant),
  finishedAt: Maybe(Instant),
  durationMs: Amount,
  latenessMs: Maybe(Type.Number(), { description: 'from when it was due until it started' }),
  attempt: Type.Integer({ description: '0 while it has never run' }),
  progress: Amount,
  reason: MaybeText,
  message: MaybeText,
  waitsFor: MaybeText,
  worker: MaybeText,
  author: MaybeText,
  askedBy: Maybe(Type.String(), { description: 'the entry that asked for it' }),
  priority: Amount,
})
export type EntryRow = Static<typeof EntryRow>

const FailedAttempt = Type.Object({
  attempt: Type.Integer(),
  startedAt: Instant,
  finishedAt: Instant,
  durationMs: Type.Number(),
  worker: Type.String(),
  reason: Type.String(),
  error: Maybe(Type.Object({ name: Type.String(), message: Type.String() })),
})
const Fault = Type.Object({ name: Type.String(), message: Type.String(), stack: MaybeText })
const Kill = Type.Object({
  by: Type.String(),
  why: Type.String(),
  at: Instant,
  seenAt: Maybe(Instant),
  force: Type.Boolean(),
})

/** An entry with all there is to say about it; its log is asked for by itself. */
export const EntryDetails = Type.Object({
  ...EntryRow.properties,
  handedTo: Maybe(Type.Integer(), { description: 'how many targets it was handed to' }),
  params: Maybe(Type.Record(Type.String(), Type.String())),
  result: Type.Unknown({ description: 'what its handler returned; text where it was cut' }),
  error: Maybe(Fault),
  kill: Maybe(Kill),
  attempts: Type.Array(FailedAttempt),
})
export type EntryDetails = Static<typeof EntryDetails>

/** Shapes entries for lists. */
export function rowsOf(app: App, entries: readonly Entry[]): EntryRow[] {
  return entries.map(rowMaker(app))
}

/** What shapes many entries for lists. */
export function rowMaker(app: App): (entry: Entry) => EntryRow {
  const labels = new Map(app.configuration().jobs.map(({ code, label }) => [code, label]))
  return (entry) => ({ ...entryShape(entry), ...said(entry), label: labels.get(entry.jobCode) ?? null })
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
