import type { Calendar, CalendarFault } from '@horarium/core'

const LONGEST_SECONDS = 2_678_400

/** What is wrong with a period, if anything: it must be whole seconds, from 1 to 31 days. */
export function everyFaults(seconds: number): readonly CalendarFault[] {
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_SECONDS) return []
  return [
    {
      severity: 'error',
      message: `every is '${seconds}' seconds; legal is a whole number from 1 to ${LONGEST_SECONDS}`,
      remedy: 'Use whole seconds up to 31 days; for longer periods write an expression.',
    },
  ]
}

/** A calendar of the multiples of a period, counted from the epoch: no zone and no clock change touches it. */
export function everyCalendar(seconds: number): Calendar {
  const period = seconds * 1000
  const next = (after: number): number => (Math.floor(after / period) + 1) * period
  return {
    kind: 'timed',
    between: (after, until) => {
      const found: number[] = []
      for (let instant = next(after); instant <= until; instant += period) found.push(instant)
      return found
    },
    next,
  }
}
