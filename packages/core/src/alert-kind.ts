/**
 * What people can be told of a job: its last run failed, instants were missed, no success came when one was to be
 * expected, a run took longer than usual, Horarium paused it as it failed too often, and that all is well again.
 */
export const ALERT_KINDS = ['failed', 'missed', 'overdue', 'slow', 'poisoned', 'recovered'] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

export const ALERT_REPEATS = ['never', 'daily', 'weekly', 'monthly'] as const
/** How often people are told again of what goes on; monthly is every 30 days. */
export type AlertRepeat = (typeof ALERT_REPEATS)[number]

/** Which alerts a job raises. */
export interface AlertPolicy {
  readonly on: readonly AlertKind[]
  /** How long after the time at which a success was to be expected its job is overdue. */
  readonly toleranceMs: number
  readonly repeat: AlertRepeat
  /** How many times as long as usual a run may take before it is slow. */
  readonly slowFactor: number
}
