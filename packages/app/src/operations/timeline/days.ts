import { type DayCounts, dayOf, type Lane, readDays, readForgotten } from '@horarium/store'
import type { Stretch } from './planned.js'

/** A UTC day of which entries were purged. */
export interface PurgedDay extends Stretch {
  /** Of the whole day, of which `from` and `to` are what was purged. */
  readonly counts: DayCounts
}

const DAY_MS = 86_400_000

/** By job, the days in a time of which entries were purged: how many there were is kept longer than they are. */
export async function purgedDays(
  lane: Lane,
  jobCodes: readonly string[],
  { from, to }: Stretch,
): Promise<ReadonlyMap<string, readonly PurgedDay[]>> {
  const purgedTo = Math.min(to, (await readForgotten(lane)) + 1)
  const first = Math.floor(from / DAY_MS) * DAY_MS
  const days = Array.from(
    { length: Math.max(0, Math.ceil((purgedTo - first) / DAY_MS)) },
    (_, nth) => first + nth * DAY_MS,
  )
  const counts = await readDays(lane, days.map(dayOf), jobCodes)
  return new Map(
    jobCodes.map((code, job) => [
      code,
      days.flatMap((day, nth) => {
        const own = counts[nth]?.[job]
        return own && hasAny(own) ? [{ from: day, to: Math.min(day + DAY_MS, purgedTo), counts: own }] : []
      }),
    ]),
  )
}

function hasAny(counts: DayCounts): boolean {
  return Object.values(counts).some((count) => count > 0)
}
