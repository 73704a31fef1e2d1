import { createHash } from 'node:crypto'
import type { EntrySource } from '@horarium/core'
import type { PlannedJob } from './lane-plan.js'

/** A run that failed. */
export interface FailedRun {
  readonly id: string
  /** 1 for the first. */
  readonly attempt: number
  readonly source: EntrySource
  /** What the error is called; `undefined` for a handler that failed without one. */
  readonly errorName: string | undefined
}

const LONGEST_BACKOFF_MS = 86_400_000
const SPREAD = 0.2

/**
 * When a failed run is tried again, epoch ms; `undefined` = not any more. What a person asked for is told to that
 * person, who may ask again.
 */
export function nextAttemptAt({ definition }: PlannedJob, failed: FailedRun, now: number): number | undefined {
  const { retries, backoff, backoffMs, retryOn } = definition.policy.retry
  const { attempt, source, errorName } = failed
  if (attempt > retries || source === 'manual' || definition.status !== 'ok') return undefined
  if (retryOn.length > 0 && !retryOn.includes(errorName ?? '')) return undefined
  const wait = backoff === 'fixed' ? backoffMs : backoffMs * 2 ** (attempt - 1)
  return now + Math.round(Math.min(wait, LONGEST_BACKOFF_MS) * spread(failed))
}

// Drawn from the entry itself: whatever fails together does not come back together, and the same failure is always
// tried again at the same time.
function spread({ id, attempt }: FailedRun): number {
  const drawn = createHash('sha1').update(`${id} ${attempt}`).digest().readUInt32BE() / 2 ** 32
  return 1 + SPREAD * (2 * drawn - 1)
}
