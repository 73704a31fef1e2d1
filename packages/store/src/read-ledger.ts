import { FINISHED_STATUSES, type FinishedStatus } from '@horarium/core'
import type { Lane } from './lane.js'
import type { Gap } from './write-timetable.js'

/** The gaps that end in [`from`, `to`], epoch ms. */
export async function listGaps(lane: Lane, from: number, to: number): Promise<readonly Gap[]> {
  const members = await lane.redis.zrangebyscore(lane.keys.gaps, from, to)
  return members.map((member) => JSON.parse(member) as Gap)
}

/** How many entries of each job ended how on a UTC day (`20260131`); outlives the purge. */
export async function readCounts(
  lane: Lane,
  day: string,
): Promise<ReadonlyMap<string, ReadonlyMap<FinishedStatus, number>>> {
  const fields = await lane.redis.hgetall(lane.keys.counts(day))
  const counts = new Map<string, Map<FinishedStatus, number>>()
  for (const [field, value] of Object.entries(fields)) {
    const [code = '', name] = field.split(' ')
    const status = FINISHED_STATUSES.find((known) => known === name)
    if (!status) continue
    const ofJob = counts.get(code) ?? new Map<FinishedStatus, number>()
    counts.set(code, ofJob.set(status, Number(value)))
  }
  return counts
}

/** How many entries stand where, now. */
export interface LaneSize {
  readonly pending: number
  readonly released: number
  /** Due, and waiting for a run of their job or for room. */
  readonly parked: number
  readonly running: number
  readonly finished: Readonly<Record<FinishedStatus, number>>
}

export async function readSize({ redis, keys }: Lane): Promise<LaneSize> {
  const [pending, released, parked, running, ...finished] = await Promise.all(
    [keys.pending, keys.released, keys.parked, keys.running, ...FINISHED_STATUSES.map(keys.finished)].map((key) =>
      redis.zcard(key),
    ),
  )
  const byStatus = Object.fromEntries(FINISHED_STATUSES.map((status, index) => [status, finished[index] ?? 0]))
  return {
    pending: pending ?? 0,
    released: released ?? 0,
    parked: parked ?? 0,
    running: running ?? 0,
    finished: byStatus as Record<FinishedStatus, number>,
  }
}
