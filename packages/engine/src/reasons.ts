import type { LanePlan } from './lane-plan.js'

const MINUTE_MS = 60_000

/** Why an entry is missed. */
export function missedReason({ settings }: Pick<LanePlan, 'settings'>): string {
  return `not started within ${settings.lifetimeMs / MINUTE_MS} min of its time`
}
