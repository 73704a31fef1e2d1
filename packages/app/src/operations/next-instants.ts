import { compileCalendar } from '@horarium/calendar'
import { type Calendar, isPaused, type JobDefinition, type JobPause } from '@horarium/core'
import { pausesOf } from '@horarium/engine'
import type { App } from '../app.js'
import { planOf } from '../find-job.js'

/** The next instants of a job's calendar after now that no pause covers, epoch ms; none for a job without one and for `always`. */
export function nextInstants(app: App, code: string, count: number): readonly number[] {
  const plan = planOf(app.plans(), code)
  const planned = plan.jobs.get(code)
  const pauses = planned ? pausesOf(plan, planned.definition) : []
  return instantsOf(planned?.calendar?.compiled, { after: app.clock.now(), count, pauses })
}

/** The same of a job as some configuration has it. */
export function instantsIn(
  { status, calendar, pause }: JobDefinition,
  after: number,
  count: number,
): readonly number[] {
  const compiled = status === 'ok' && calendar ? compileCalendar(calendar).calendar : undefined
  return instantsOf(compiled, { after, count, pauses: pause ? [pause] : [] })
}

interface Wanted {
  readonly after: number
  readonly count: number
  readonly pauses: readonly JobPause[]
}

/** The first instants of a calendar that no pause covers. */
export function instantsOf(calendar: Calendar | undefined, { after, count, pauses }: Wanted): readonly number[] {
  if (calendar?.kind !== 'timed') return []
  const instants: number[] = []
  let at = calendar.next(after)
  while (at !== undefined && instants.length < count) {
    const instant = at
    const pause = pauses.find((one) => isPaused(one, instant, instant))
    if (!pause) instants.push(instant)
    at = calendar.next(pause ? pause.until - 1 : instant)
  }
  return instants
}
