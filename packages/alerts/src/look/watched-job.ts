import type { AlertPolicy, Calendar, Interval, JobPause } from '@horarium/core'
import type { Lane } from '@horarium/store'

/** A job as a look for alerts sees it. */
export interface WatchedJob {
  readonly code: string
  readonly group: string
  readonly label?: string
  readonly alert: AlertPolicy
  readonly lane: Lane
  /** Its own entries only hand it to targets; how these fare counts. */
  readonly hasTargets: boolean
  /** Absent where no calendar starts it. */
  readonly calendar?: { readonly compiled: Calendar; readonly fingerprint: string }
  /** Its pauses and maintenances, be they over or to come: nothing is to be expected of it then. */
  readonly holds: readonly Interval[]
  /** Its calendar does not start it in this environment. */
  readonly isGuarded: boolean
  /** The pause Horarium set, as it failed too often in a row. */
  readonly poisoned?: JobPause
}

/** Whether nothing is to be expected of a job now. */
export function isHeld({ isGuarded, holds }: WatchedJob, now: number): boolean {
  return isGuarded || holds.some(({ from, until }) => from <= now && now < until)
}
