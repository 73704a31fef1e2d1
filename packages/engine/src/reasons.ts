import type { LanePlan } from './lane-plan.js'

const MINUTE_MS = 60_000
const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', MINUTE_MS],
  ['s', 1_000],
] as const

/** Why an entry is missed. */
export function missedReason({ settings }: Pick<LanePlan, 'settings'>): string {
  return `not started within ${settings.lifetimeMs / MINUTE_MS} min of its time`
}

/** Why an entry failed for good. */
export function afterAttempts(reason: string, attempts: number): string {
  return attempts > 1 ? `${reason}, after ${attempts} attempts` : reason
}

/** A duration in the greatest unit that gives a whole number: `10 min`, `90 s`, `1 d`. */
export function durationText(ms: number): string {
  const [unit, size] = UNITS.find(([, one]) => ms > 0 && ms % one === 0) ?? ['ms', 1]
  return `${ms / size} ${unit}`
}
