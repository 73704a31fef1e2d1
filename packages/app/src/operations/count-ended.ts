import { FINISHED_STATUSES, type StatusCounts, sumCounts } from '@horarium/core'
import { type Lane, tallyFinished } from '@horarium/store'

/** How many entries ended how in a stretch of time. */
export interface Ended {
  /** Epoch ms. */
  readonly from: number
  readonly counts: StatusCounts
}

/** How many entries of some lanes that are still known ended how from each edge, epoch ms, inclusive, up to the next. */
export async function countEnded(lanes: readonly Lane[], edges: readonly number[]): Promise<readonly Ended[]> {
  const tallies = await Promise.all(lanes.map((lane) => tallyFinished(lane, { edges, undivided: 0 })))
  return edges.slice(0, -1).map((from, nth) => {
    const counts = tallies.map((tally) => {
      return Object.fromEntries(FINISHED_STATUSES.map((status) => [status, tally.get(status)?.counts[nth] ?? 0]))
    })
    return { from, counts: sumCounts(counts) }
  })
}
