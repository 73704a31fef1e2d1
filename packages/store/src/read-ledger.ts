import { FINISHED_STATUSES, type FinishedStatus, type StatusCounts } from '@horarium/core'
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

/** The same of some jobs over some days: per day, per job, in the order they are asked for. */
export async function readDays(
  { redis, keys }: Lane,
  days: readonly string[],
  jobCodes: readonly string[],
): Promise<readonly (readonly StatusCounts[])[]> {
  if (days.length === 0 || jobCodes.length === 0) return []
  const fields = jobCodes.flatMap((code) => FINISHED_STATUSES.map((status) => `${code} ${status}`))
  const look = redis.pipeline()
  for (const day of days) look.hmget(keys.counts(day), ...fields)
  return ((await look.exec()) ?? []).map(([, answer]) => {
    const values = answer as readonly (string | null)[]
    return jobCodes.map((_, nth) => countsFrom(values.slice(nth * FINISHED_STATUSES.length)))
  })
}

function countsFrom(values: readonly (string | null)[]): StatusCounts {
  const counts = FINISHED_STATUSES.map((status, index) => [status, Number(values[index] ?? 0)])
  return Object.fromEntries(counts) as StatusCounts
}

/** How many entries stand where, now. */
export interface LaneSize {
  readonly pending: number
  readonly released: number
  /** Due, and waiting for a run of their job or for room. */
  readonly parked: number
  readonly running: number
  readonly finished: StatusCounts
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
    finished: byStatus as StatusCounts,
  }
}
