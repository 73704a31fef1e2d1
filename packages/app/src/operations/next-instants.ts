import { compileCalendar } from '@horarium/calendar'
import { type Calendar, isPaused, type JobDefinition, type JobPause } from '@horarium/core'
import type { App } from '../app.js'
import { planOf } from '../find-job.js'

/** The next instants of a job's calendar after now that no pause covers, epoch ms; none for a job without one and for `always`. */
export function nextInstants(app: App, code: string, count: number): readonly number[] {
  const planned = planOf(app.plans(), code).jobs.get(code)
  return instantsOf(planned?.calendar?.compiled, { after: app.clock.now(), count, pause: planned?.definition.pause })
}

/** The same of a job as some configuration has it. */
export function instantsIn(
  { status, calendar, pause }: JobDefinition,
  after: number,
  count: number,
): readonly number[] {
  const compiled = status === 'ok' && calendar ? compileCalendar(calendar).calendar : undefined
  return instantsOf(compiled, { after, count, pause })
}

interface Wanted {
  readonly after: number
  readonly count: number
  readonly pause: JobPause | undefined
}

function instantsOf(calendar: Calendar | undefined, { after, count, pause }: Wanted): readonly number[] {
  if (calendar?.kind !== 'timed') return []
  const instants: number[] = []
  let at = calendar.next(after)
  while (at !== undefined && instants.length < count) {
    const paused = pause && isPaused(pause, at, at)
    if (!paused) instants.push(at)
    at = calendar.next(paused ? pause.until - 1 : at)
  }
  return instants
}
