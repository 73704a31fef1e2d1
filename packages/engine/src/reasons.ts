import type { LanePlan } from './lane-plan.js'

const MINUTE_MS = 60_000

/** Why an entry is missed. */
export function missedReason({ settings }: Pick<LanePlan, 'settings'>): string {
  return `not started within ${settings.lifetimeMs / MINUTE_MS} min of its time`
}

/** Why an entry failed for good. */
export function afterAttempts(reason: string, attempts: number): string {
  return attempts > 1 ? `${reason}, after ${attempts} attempts` : reason
}
