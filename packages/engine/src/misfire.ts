import type { JobPolicy } from '@horarium/core'

/** Under misfire `skip` an instant is late when it was due longer ago than this. */
const LATE_MS = 60_000

export type MisfirePolicy = Pick<JobPolicy, 'misfire' | 'misfireMax'>

/** Which of a job's instants that were not started in time still run: the newest of those not too old. */
export interface MisfireRule {
  readonly withinMs: number
  readonly atMost: number
}

export function misfireRule({ misfire, misfireMax }: MisfirePolicy, lifetimeMs: number): MisfireRule {
  if (misfire === 'run_all') return { withinMs: lifetimeMs, atMost: misfireMax }
  return { withinMs: misfire === 'skip' ? Math.min(LATE_MS, lifetimeMs) : lifetimeMs, atMost: 1 }
}

/** Why an instant is not run that is too old under the rule, though not beyond its lifetime. */
export const TOO_LATE_REASON = 'misfire: more than a minute late'

/** How many instants are caught up, for the reason of the gap that counts the others. */
export function caughtUpText(count: number): string {
  return count === 1 ? 'the newest instant is caught up' : `the newest ${count} instants are caught up`
}
