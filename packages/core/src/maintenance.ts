import { type Interval, isoOf, parseInterval } from './interval.js'

/** A time in which nothing is written ahead, released or run. */
export interface Maintenance extends Interval {
  readonly author: string
}

/** How a maintenance is written, for people. */
export const MAINTENANCE_FORM = '1, 0, or 2026-01-31T10:00:00Z/.. and a note, with an instant for .. when it is over'

/** Reads what a setting holds: none for `0`, one that nobody knows the times of for `1`. */
export function parseMaintenance(text: string, author: string): Maintenance | undefined {
  const found = text === '1' ? { from: -Infinity, until: Infinity, note: '' } : parseInterval(text)
  return found && { ...found, author }
}

/** Whether nothing is to be begun now. */
export function isInMaintenance({ from, until }: Maintenance, now: number): boolean {
  return now >= from && now < until
}

/** Who stopped everything, from when to when, and why. */
export function maintenanceReason({ author, from, until, note }: Maintenance): string {
  const since = from === -Infinity ? '' : ` from ${isoOf(from)}`
  const to = until === Infinity ? '' : ` to ${isoOf(until)}`
  return `maintenance by ${author}${since}${to}${note === '' ? '' : `: ${note}`}`
}
