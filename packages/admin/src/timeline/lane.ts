import type { TimelineGroups, TimelineLane } from '@horarium/http/api'
import type { Status } from '../shell/status'

/** What is drawn of a lane: instants are numbers, epoch ms. */
export interface LaneMarks {
  readonly marks: readonly Mark[]
  readonly bins: readonly CountedBin[]
  /** The greatest of them. */
  readonly most: number
  readonly gaps: readonly Band[]
  readonly pauses: readonly Band[]
  /** Days of which only counts are kept. */
  readonly purged: readonly CountedBin[]
  readonly planned: readonly number[]
  readonly stretches: readonly Band[]
}

/** A lane, and what was told of it. */
export interface Lane extends LaneMarks {
  readonly told: TimelineLane
}

/** An entry where it stands. */
export interface Mark {
  readonly entry: TimelineLane['entries'][number]
  readonly status: Status
  /** When it was to begin. */
  readonly at: number
  /** When it began and ended; it still runs without an end. Both are its instant for what never ran. */
  readonly from: number
  readonly to: number | undefined
  readonly hasRun: boolean
}

export interface Band {
  readonly from: number
  readonly to: number
  /** Its place among those of its kind, as they were told. */
  readonly nth: number
}

export type Counts = TimelineLane['bins'][number]['counts']

/** Entries that are counted together. */
export interface CountedBin extends Band {
  readonly counts: Counts
  readonly total: number
}

/** A group's sums, and the greatest of them. */
export interface GroupSums {
  readonly bins: readonly CountedBin[]
  readonly purged: readonly CountedBin[]
  readonly most: number
}

/** Reads what was told of a lane. */
export function laneOf(told: TimelineLane, binMs: number): Lane {
  const writtenTo = told.writtenTo === null ? -Infinity : Date.parse(told.writtenTo)
  const planned = told.planned.instants.map((at) => Date.parse(at))
  const bins = told.bins.map((bin, nth) => binOf(bin, nth, binMs))
  return {
    told,
    marks: [
      ...told.entries.map(markOf),
      ...planned.filter((at) => at <= writtenTo).map((at) => writtenMark(told.job, at)),
    ],
    bins,
    most: Math.max(1, ...bins.map(({ total }) => total)),
    gaps: told.gaps.map(bandOf),
    pauses: told.pauses.map(bandOf),
    purged: told.purged.map(dayOf),
    planned: planned.filter((at) => at > writtenTo),
    stretches: told.planned.stretches.map(bandOf),
  }
}

/** Reads what was told of the groups. */
export function sumsOf({ groups, binMs }: TimelineGroups): ReadonlyMap<string, GroupSums> {
  return new Map(
    groups.map(({ group, bins: told, purged }) => {
      const bins = told.map((bin, nth) => binOf(bin, nth, binMs))
      return [group, { bins, purged: purged.map(dayOf), most: Math.max(1, ...bins.map(({ total }) => total)) }]
    }),
  )
}

/** How many there are in all. */
export function totalOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

function markOf(entry: TimelineLane['entries'][number]): Mark {
  const at = Date.parse(entry.scheduledAt)
  const { status } = entry
  if (entry.startedAt === null || status === 'pending') return { entry, status, at, from: at, to: at, hasRun: false }
  const to = entry.finishedAt === null ? undefined : Date.parse(entry.finishedAt)
  return { entry, status, at, from: Date.parse(entry.startedAt), to, hasRun: true }
}

// The timetable was longer than was read: what its calendar says up to its watermark is written down.
function writtenMark(job: string, at: number): Mark {
  const scheduledAt = new Date(at).toISOString()
  const id = `${job}@${scheduledAt.replaceAll(/[-:]|\.000/g, '')}`
  const entry: Mark['entry'] = {
    id,
    status: 'pending',
    source: 'calendar',
    scheduledAt,
    startedAt: null,
    finishedAt: null,
    durationMs: null,
    attempt: 0,
    reason: null,
    waitsFor: null,
  }
  return { entry, status: 'pending', at, from: at, to: at, hasRun: false }
}

function bandOf({ from, to }: { readonly from: string | null; readonly to: string | null }, nth: number): Band {
  return { from: from === null ? -Infinity : Date.parse(from), to: to === null ? Infinity : Date.parse(to), nth }
}

function dayOf(day: TimelineLane['purged'][number], nth: number): CountedBin {
  return { ...bandOf(day, nth), counts: day.counts, total: totalOf(day.counts) }
}

function binOf({ from, counts }: TimelineLane['bins'][number], nth: number, binMs: number): CountedBin {
  const begin = Date.parse(from)
  return { from: begin, to: begin + binMs, nth, counts, total: totalOf(counts) }
}
