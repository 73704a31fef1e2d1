import { FINISHED_STATUSES, type FinishedStatus } from '@horarium/core'
import type { Lane } from './lane.js'
import { callScript, loadScript } from './script.js'

const TALLY = loadScript('tally')
// Some 2,500 counts in one call: about two milliseconds of Redis.
const COUNTS_PER_CALL = 2_500

/** How many entries a set holds between the first edge and the last. */
export interface Tally {
  readonly total: number
  /** How many from each edge, inclusive, up to the next; empty where the set was not divided. */
  readonly counts: readonly number[]
}

export interface TallyOrder {
  /** Epoch ms, in order; at least two. */
  readonly edges: readonly number[]
  /** A set that holds no more is not divided. */
  readonly undivided: number
}

/** How many finished entries each job has, by their instants; however many there are, only counts are read. */
export function tallyJobs(lane: Lane, jobCodes: readonly string[], order: TallyOrder): Promise<readonly Tally[]> {
  return tally(lane, jobCodes.map(lane.keys.job), order)
}

/** How many entries of a lane ended how, by when they did. */
export async function tallyFinished(lane: Lane, order: TallyOrder): Promise<ReadonlyMap<FinishedStatus, Tally>> {
  const tallies = await tally(lane, FINISHED_STATUSES.map(lane.keys.finished), order)
  return new Map(FINISHED_STATUSES.map((status, index) => [status, tallies[index] ?? { total: 0, counts: [] }]))
}

async function tally(
  { redis }: Lane,
  keys: readonly string[],
  { edges, undivided }: TallyOrder,
): Promise<readonly Tally[]> {
  const size = Math.max(1, Math.floor(COUNTS_PER_CALL / edges.length))
  const args = [Number.isFinite(undivided) ? undivided : Number.MAX_SAFE_INTEGER, ...edges]
  const found: Tally[] = []
  for (let at = 0; at < keys.length; at += size) {
    const answer = await callScript(redis, TALLY, { keys: keys.slice(at, at + size), args })
    found.push(...(answer as readonly (readonly number[])[]).map(([total = 0, ...counts]) => ({ total, counts })))
  }
  return found
}
