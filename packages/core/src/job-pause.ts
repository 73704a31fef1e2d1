import { formatInterval, type Interval, isoOf, parseInterval } from './interval.js'

/** A time in which the calendar does not start a job, a group or anything. It ends by itself. */
export interface JobPause extends Interval {
  readonly author: string
}

/** How a pause is written, for people. */
export const PAUSE_FORM = '2026-01-31T10:00:00Z/2026-01-31T12:00:00Z and a note'

/** Writes a pause as a setting holds it. */
export const formatPause: (pause: Interval) => string = formatInterval

/** Reads what a setting holds; `undefined` when it is no pause, or one without an end. */
export function parsePause(text: string, author: string): JobPause | undefined {
  const found = parseInterval(text)
  return found && found.until < Infinity ? { ...found, author } : undefined
}

/** Whether an entry is not to be started now: it fell due during the pause, or before it and was not started yet. */
export function isPaused({ from, until }: JobPause, dueAt: number, now: number): boolean {
  return dueAt < until && now >= from && (now < until || dueAt >= from)
}

/** Why an entry was not run. */
export function pauseReason({ author, until, note }: JobPause): string {
  return `paused by ${author} until ${isoOf(until)}${note === '' ? '' : `: ${note}`}`
}
