import { type Bin, isoOf, type JobTimeline, type PurgedDay, scheduleOf } from '@horarium/app'
import { type Static, Type } from 'typebox'
import { Instant, Maybe, MaybeText } from '../schemas.js'

const Count = Type.Optional(Type.Integer())
/** How many ended how; what nothing ended as is left out. */
export const Counts = Type.Object({ success: Count, error: Count, missed: Count, skipped: Count, killed: Count })
export const CountedBin = Type.Object({ from: Instant, counts: Counts })

/** A day, or what was purged of it, and how many of all its entries ended how. */
export const CountedDay = Type.Object({ from: Instant, to: Instant, counts: Counts })

const Item = Type.Object({
  id: Type.String(),
  status: Type.Enum(['pending', 'running', 'success', 'error', 'missed', 'skipped', 'killed']),
  source: Type.Enum(['calendar', 'manual', 'chain', 'handler']),
  scheduledAt: Instant,
  startedAt: Maybe(Instant),
  finishedAt: Maybe(Instant),
  durationMs: Maybe(Type.Number()),
  attempt: Type.Integer(),
  reason: MaybeText,
  waitsFor: MaybeText,
})
/** A job's lane of the timeline. */
export const TimelineLane = Type.Object({
  job: Type.String(),
  label: MaybeText,
  group: Type.String(),
  status: Type.Enum(['ok', 'invalid', 'disabled']),
  schedule: MaybeText,
  total: Type.Integer({ description: 'finished entries in the time' }),
  entries: Type.Array(Item, { description: 'what has not ended, and what has, unless there are more than bins' }),
  bins: Type.Array(CountedBin, { description: 'where there are more finished entries than bins' }),
  purged: Type.Array(CountedDay, { description: 'where entries were purged: what is still known of the UTC day' }),
  gaps: Type.Array(Type.Object({ from: Instant, to: Instant, count: Type.Integer(), reason: Type.String() })),
  pauses: Type.Array(
    Type.Object({
      kind: Type.Enum(['pause', 'maintenance']),
      from: Maybe(Instant),
      to: Maybe(Instant),
      author: Type.String(),
      note: Type.String(),
    }),
  ),
  writtenTo: Maybe(Instant, { description: 'up to when its calendar is written down' }),
  planned: Type.Object({
    instants: Type.Array(Instant, { description: 'what the calendar foresees, where it is not more than bins' }),
    stretches: Type.Array(Type.Object({ from: Instant, to: Instant }), { description: 'else the times with some' }),
  }),
})
export type TimelineLane = Static<typeof TimelineLane>

export function laneShape({ definition, planned, ...known }: JobTimeline): TimelineLane {
  const { code, label = null, group, status } = definition
  return {
    job: code,
    label,
    group,
    status,
    schedule: scheduleOf(definition),
    total: known.total,
    entries: known.entries.map(itemShape),
    bins: known.bins.map(binShape),
    purged: known.days.map(purgedShape),
    gaps: known.gaps.map(({ from, to, count, reason }) => ({ from: isoOf(from), to: isoOf(to), count, reason })),
    pauses: [
      ...known.pauses.map((pause) => pauseShape('pause', pause)),
      ...known.maintenances.map((maintenance) => pauseShape('maintenance', maintenance)),
    ],
    writtenTo: known.writtenTo === undefined ? null : isoOf(known.writtenTo),
    planned: {
      instants: planned.instants.map((at) => isoOf(at)),
      stretches: planned.stretches.map(({ from, to }) => ({ from: isoOf(from), to: isoOf(to) })),
    },
  }
}

export function binShape({ from, counts }: Bin): Static<typeof CountedBin> {
  return { from: isoOf(from), counts: { ...counts } }
}

export function purgedShape({ from, to, counts }: PurgedDay): Static<typeof CountedDay> {
  return { from: isoOf(from), to: isoOf(to), counts: { ...counts } }
}

function itemShape(entry: JobTimeline['entries'][number]): Static<typeof Item> {
  const { id, status, source, attempt } = entry
  return {
    id,
    status,
    source,
    scheduledAt: isoOf(entry.scheduledAt),
    startedAt: whenSaid(entry.startedAt),
    finishedAt: whenSaid(entry.finishedAt),
    durationMs: entry.durationMs ?? null,
    attempt,
    reason: entry.reason ?? null,
    waitsFor: entry.waitsFor ?? null,
  }
}

interface Held {
  readonly from: number
  readonly until: number
  readonly author: string
  readonly note: string
}

function pauseShape(
  kind: 'pause' | 'maintenance',
  { from, until, author, note }: Held,
): TimelineLane['pauses'][number] {
  return { kind, from: whenSaid(from), to: whenSaid(until), author, note }
}

// Of a maintenance nobody may know the ends.
function whenSaid(instant: number | undefined): string | null {
  return instant === undefined || !Number.isFinite(instant) ? null : isoOf(instant)
}
