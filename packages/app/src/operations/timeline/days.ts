import { type StatusCounts, sumCounts } from '@horarium/core'
import { dayOf, type Lane, readCounts, readDays, readForgotten } from '@horarium/store'
import type { Stretch } from './planned.js'

/** A UTC day of which entries were purged. */
export interface PurgedDay extends Stretch {
  /** Of the whole day, of which `from` and `to` are what was purged. */
  readonly counts: StatusCounts
}

const DAY_MS = 86_400_000

/** By job, the days in a time of which entries were purged: how many there were is kept longer than they are. */
export async function purgedDays(
  lane: Lane,
  jobCodes: readonly string[],
  { from, to }: Stretch,
): Promise<ReadonlyMap<string, readonly PurgedDay[]>> {
  const days = await daysForgotten(lane, { from, to })
  const counts = await readDays(lane, days.map(nameOf), jobCodes)
  return new Map(
    jobCodes.map((code, job) => [
      code,
      days.flatMap((day, nth) => {
        const own = counts[nth]?.[job]
        return own && hasAny(own) ? [{ ...day, counts: own }] : []
      }),
    ]),
  )
}

/** The same of all jobs of a lane together, also of those that are gone. */
export async function purgedDaysOfAll(lane: Lane, stretch: Stretch, now: number): Promise<readonly PurgedDay[]> {
  const days = await daysForgotten(lane, stretch)
  const found: PurgedDay[] = []
  for (const day of days) {
    const counts = await sumOfDay(lane, nameOf(day), nameOf({ from: now }))
    if (hasAny(counts)) found.push({ ...day, counts })
  }
  return found
}

async function daysForgotten(lane: Lane, { from, to }: Stretch): Promise<readonly Stretch[]> {
  const purgedTo = Math.min(to, (await readForgotten(lane)) + 1)
  const first = Math.floor(from / DAY_MS) * DAY_MS
  const count = Math.max(0, Math.ceil((purgedTo - first) / DAY_MS))
  return Array.from({ length: count }, (_, nth) => {
    const day = first + nth * DAY_MS
    return { from: day, to: Math.min(day + DAY_MS, purgedTo) }
  })
}

function nameOf({ from }: Pick<Stretch, 'from'>): string {
  return dayOf(from)
}

// Entries are counted on the day they end: what a day that is over has counted stays so. It is a field for every job.
const sums = new WeakMap<Lane['redis'], Map<string, StatusCounts>>()

async function sumOfDay(lane: Lane, day: string, today: string): Promise<StatusCounts> {
  const known = sums.get(lane.redis) ?? new Map<string, StatusCounts>()
  sums.set(lane.redis, known)
  const key = lane.keys.counts(day)
  const kept = known.get(key)
  if (kept) return kept
  const jobs = [...(await readCounts(lane, day)).values()]
  const counts = sumCounts(jobs.map((ofJob) => Object.fromEntries(ofJob)))
  if (day !== today) known.set(key, counts)
  return counts
}

function hasAny(counts: StatusCounts): boolean {
  return Object.values(counts).some((count) => count > 0)
}
