import { type Outcome, PROCESS_DIED, WORKER_LOST } from '@horarium/core'
import { countFailure, type Lane } from '@horarium/store'
import type { ClaimedEntry } from './execute.js'

/** A job that has failed too often in a row. */
export interface Poison {
  readonly jobCode: string
  /** The last that failed. */
  readonly entryId: string
  /** What it did how often. */
  readonly why: string
}

export interface Failure {
  readonly claimed: ClaimedEntry
  readonly outcome: Outcome
  /** Whether the entry ended with it. */
  readonly isFinal: boolean
}

/**
 * Counts a failed run and tells whether its job is to be paused. What a person started does not count, nor what was lost
 * with its node: neither says anything about the calendar's next run.
 */
export async function judgePoison(lane: Lane, failure: Failure): Promise<Poison | undefined> {
  const { claimed, outcome, isFinal } = failure
  const { id, job, settings, claim } = claimed
  const { poisonCrashes, poisonFailures } = settings
  const errorName = outcome.error?.name
  if (claim.source === 'manual' || errorName === WORKER_LOST || poisonCrashes + poisonFailures === 0) return undefined
  const { code } = job.definition
  const streak = await countFailure(lane, { jobCode: code, isDeath: errorName === PROCESS_DIED, isFinal })
  const poison = { jobCode: code, entryId: id }
  if (poisonCrashes > 0 && streak.deaths >= poisonCrashes)
    return { ...poison, why: `its process died ${streak.deaths} times in a row` }
  if (poisonFailures > 0 && isFinal && streak.failures >= poisonFailures)
    return { ...poison, why: `it failed ${streak.failures} times in a row` }
  return undefined
}
