import type { Schedule } from './schedule.js'

/** An id of 1 to 100 letters, digits, `_`, `.` and `-`. */
export type Target = string | number

/** Names what a job with `<targets>` is run for, at each of its instants; 10,000 ids at most. */
export type TargetProvider = (schedule: Schedule) => readonly Target[] | Promise<readonly Target[]>

/** Types an exported provider function without annotations. */
export function defineTargets(provider: TargetProvider): TargetProvider {
  return provider
}
