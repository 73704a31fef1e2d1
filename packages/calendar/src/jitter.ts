import type { Calendar, CalendarFault, Jitter } from '@horarium/core'
import { draw } from './draw.js'

const SECOND = 1000
const LONGEST_SECONDS = 86_400

type Timed = Extract<Calendar, { readonly kind: 'timed' }>

/** What is wrong with a jitter, if anything: it must be whole seconds, up to a day, and have instants to delay. */
export function jitterFaults({ seconds }: Jitter, calendar: Calendar): readonly CalendarFault[] {
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > LONGEST_SECONDS) {
    const message = `jitter is '${seconds}' seconds; legal is a whole number from 0 to ${LONGEST_SECONDS}`
    return [{ severity: 'error', message, remedy: 'Use whole seconds up to a day.' }]
  }
  if (calendar.kind === 'timed' || seconds === 0) return []
  const message = "jitter delays nothing where the job is 'always' due"
  return [{ severity: 'warning', message, remedy: 'Remove it.' }]
}

/** The whole seconds by which a job is late, from 0 up to and including its jitter. */
export function delayOf({ seconds, seed }: Jitter): number {
  return draw(`${seed} jitter`, seconds + 1)
}

/**
 * A calendar whose every instant is later by the job's delay, less where the next nominal instant would be reached: it
 * stops a second before. So an instant keeps its place among the others, and what reads the calendar (ids, watermarks,
 * gaps) needs to know nothing of it.
 */
export function withJitter(calendar: Calendar, jitter: Jitter): Calendar {
  const delay = delayOf(jitter) * SECOND
  if (calendar.kind === 'always' || delay === 0) return calendar
  return {
    kind: 'timed',
    between: (after, until) => delayedBetween(calendar, delay, { after, until }),
    next: (after) => delayedNext(calendar, delay, after),
  }
}

function delayedBetween(calendar: Timed, delay: number, { after, until }: { after: number; until: number }): number[] {
  // One second more, as an instant that far behind the last one still shortens its delay.
  const nominal = calendar.between(after - delay, until + delay + SECOND)
  return nominal
    .map((instant, index) => delayed(instant, delay, nominal[index + 1]))
    .filter((instant) => instant > after && instant <= until)
}

function delayedNext(calendar: Timed, delay: number, after: number): number | undefined {
  // Of the nominal instants that have passed only the last may still be to come: all others end before the next one.
  const passed = calendar.between(after - delay, after).at(-1)
  const coming = calendar.next(after)
  const last = passed === undefined ? after : delayed(passed, delay, coming)
  if (last > after) return last
  return coming === undefined ? undefined : delayed(coming, delay, calendar.next(coming))
}

function delayed(instant: number, delay: number, next: number | undefined): number {
  return next === undefined ? instant + delay : Math.min(instant + delay, next - SECOND)
}
