import { type CalendarSpec, entryId, type FinishedStatus, isFinished } from '@horarium/core'
import {
  type DefinitionRecord,
  type Gap,
  type Lane,
  listDefinitions,
  listGaps,
  type LocatedEntry,
  locateEntries,
  readForgotten,
  readWatermarks,
} from '@horarium/store'

/** Finds the instants of a calendar in (`after`, `until`], by other means than the timetable was written with. */
export type Recount = (spec: CalendarSpec, after: number, until: number) => readonly number[]

/**
 * What became of an instant: how it ended, where it waits, or why nothing is known of it. `purged` cannot be proven any
 * more; `replaced` and `unwritten` were never written down, as nothing ran until the calendar changed, or until now.
 */
export type Fate =
  | FinishedStatus
  | 'waiting'
  | 'running'
  | 'gap'
  | 'purged'
  | 'replaced'
  | 'unwritten'
  | 'missing'
  | 'ended twice'
  | 'no reason'

/** Fates that no instant may have. */
export const BROKEN_FATES: readonly Fate[] = ['missing', 'ended twice', 'no reason']

export interface AuditedInstant {
  readonly id: string
  readonly jobCode: string
  /** Epoch ms. */
  readonly instant: number
  readonly fate: Fate
  readonly reason?: string
}

export interface AuditWindow {
  /** Exclusive, epoch ms. */
  readonly after: number
  /** Inclusive, epoch ms; not later than now. */
  readonly until: number
  /** Only this job. */
  readonly jobCode?: string
  /** The instance's other lanes: a job that is moved takes along what waits. */
  readonly others?: readonly Lane[]
}

const PAGE = 250
const DAY_MS = 86_400_000

/** Goes through every instant that was wanted in a lane, in pages, and tells what became of each. */
export async function* audit(
  lane: Lane,
  window: AuditWindow,
  recount: Recount,
): AsyncGenerator<readonly AuditedInstant[]> {
  // In this order: a step of the timetable that comes in between makes an instant look unwritten, never missing.
  const marks = await readWatermarks(lane)
  const definitions = await listDefinitions(lane)
  const gaps = byJob(await listGaps(lane, window.after, Number.MAX_SAFE_INTEGER))
  const stretches = [...definitions].flatMap(([jobCode, records]) => {
    const isWanted = window.jobCode === undefined || window.jobCode === jobCode
    return isWanted ? stretchesOf({ jobCode, records, writtenTo: marks.get(jobCode)?.at }, window) : []
  })
  let page: Wanted[] = []
  for (const wanted of wantedInstants(stretches, recount)) {
    page.push(wanted)
    if (page.length < PAGE) continue
    yield await seekElsewhere(window.others ?? [], await settle(lane, page, gaps))
    page = []
  }
  if (page.length > 0) yield await seekElsewhere(window.others ?? [], await settle(lane, page, gaps))
}

function byJob(gaps: readonly Gap[]): ReadonlyMap<string, readonly Gap[]> {
  const found = new Map<string, Gap[]>()
  for (const gap of gaps) found.set(gap.jobCode, [...(found.get(gap.jobCode) ?? []), gap])
  return found
}

/** A time in which one calendar counted for a job. */
interface Stretch {
  readonly jobCode: string
  readonly spec: CalendarSpec
  readonly after: number
  readonly until: number
  /** Up to where it was written down; whatever is later was not, for the reason that stands in `beyond`. */
  readonly writtenTo: number
  readonly beyond: 'replaced' | 'unwritten'
}

interface JobRecords {
  readonly jobCode: string
  readonly records: readonly DefinitionRecord[]
  /** The job's watermark. */
  readonly writtenTo: number | undefined
}

function stretchesOf({ jobCode, records, writtenTo }: JobRecords, window: AuditWindow): readonly Stretch[] {
  return records.flatMap(({ from, spec }, index) => {
    const later = records.slice(index + 1)
    const after = Math.max(window.after, from)
    // Later records may begin earlier: the clock was set back in between.
    const until = Math.min(window.until, ...later.map((record) => record.from))
    if (!spec || after >= until) return []
    const [next] = later
    const reach = next
      ? { writtenTo: next.writtenTo ?? Infinity, beyond: 'replaced' as const }
      : { writtenTo: writtenTo ?? -Infinity, beyond: 'unwritten' as const }
    return [{ jobCode, spec, after, until, ...reach }]
  })
}

interface Wanted {
  readonly instant: number
  readonly stretch: Stretch
}

// A day at a time: a window may be long and a calendar dense.
function* wantedInstants(stretches: readonly Stretch[], recount: Recount): Generator<Wanted> {
  for (const stretch of stretches) {
    for (let from = stretch.after; from < stretch.until; from += DAY_MS) {
      const instants = recount(stretch.spec, from, Math.min(from + DAY_MS, stretch.until))
      for (const instant of instants) yield { instant, stretch }
    }
  }
}

async function settle(
  lane: Lane,
  page: readonly Wanted[],
  gaps: ReadonlyMap<string, readonly Gap[]>,
): Promise<readonly AuditedInstant[]> {
  const ids = page.map(({ instant, stretch }) => entryId(stretch.jobCode, instant))
  const located = await locateEntries(lane, ids)
  // Read last: what is purged meanwhile is then known to be.
  const forgotten = await readForgotten(lane)
  return page.map((wanted, index) => {
    const entry = located[index] ?? { places: [], reason: undefined }
    const { instant, stretch } = wanted
    const gap = gaps.get(stretch.jobCode)?.find(({ from, to }) => instant > from && instant <= to)
    const fate = fateOf(entry) ?? absenceOf(wanted, gap, forgotten)
    const reason = entry.reason ?? (fate === 'gap' ? gap?.reason : undefined)
    const known = { id: ids[index] ?? '', jobCode: stretch.jobCode, instant, fate }
    return reason === undefined ? known : { ...known, reason }
  })
}

// A job that is moved to another lane takes along what waits, and ends there.
async function seekElsewhere(
  others: readonly Lane[],
  page: readonly AuditedInstant[],
): Promise<readonly AuditedInstant[]> {
  let known = page
  for (const other of others) {
    const lost = known.filter(({ fate }) => fate === 'missing')
    if (lost.length === 0) return known
    const located = await locateEntries(
      other,
      lost.map(({ id }) => id),
    )
    const forgotten = await readForgotten(other)
    const found = new Map(lost.map(({ id }, index) => [id, located[index]]))
    known = known.map((one) => {
      const entry = found.get(one.id)
      const fate = entry && (fateOf(entry) ?? (one.instant <= forgotten ? 'purged' : undefined))
      if (!fate) return one
      return { ...one, fate, ...(entry.reason === undefined ? {} : { reason: entry.reason }) }
    })
  }
  return known
}

function fateOf({ places, reason }: LocatedEntry): Fate | undefined {
  const ended = places.filter(
    (place): place is FinishedStatus => place !== 'released' && place !== 'parked' && isFinished(place),
  )
  if (ended.length > 1) return 'ended twice'
  if (ended[0]) return reason ? ended[0] : 'no reason'
  if (places.includes('running')) return 'running'
  return places.length > 0 ? 'waiting' : undefined
}

function absenceOf({ instant, stretch }: Wanted, gap: Gap | undefined, forgotten: number): Fate {
  if (gap) return 'gap'
  if (instant > stretch.writtenTo) return stretch.beyond
  return instant <= forgotten ? 'purged' : 'missing'
}
