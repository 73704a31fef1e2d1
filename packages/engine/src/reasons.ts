import { parseEntryId } from '@horarium/core'
import { maintenanceBetween } from './guards.js'
import type { LanePlan } from './lane-plan.js'

const MINUTE_MS = 60_000

/** Why an entry is missed. */
export function missedReason(plan: LanePlan, id: string, now: number): string {
  const maintenance = maintenanceBetween(plan, parseEntryId(id).scheduledAt, now)
  const late = `not started within ${plan.settings.lifetimeMs / MINUTE_MS} min of its time`
  return maintenance === undefined ? late : `${late}: ${maintenance}`
}

/** Why an entry failed for good. */
export function afterAttempts(reason: string, attempts: number): string {
  return attempts > 1 ? `${reason}, after ${attempts} attempts` : reason
}
