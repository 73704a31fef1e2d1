import { compileCalendar } from '@horarium/calendar'
import type { Calendar, JobDefinition } from '@horarium/core'
import type { App } from '../app.js'
import { planOf } from '../find-job.js'

/** The next instants of a job's calendar after now, epoch ms; none for a job without one and for `always`. */
export function nextInstants(app: App, code: string, count: number): readonly number[] {
  const calendar = planOf(app.plans(), code).jobs.get(code)?.calendar?.compiled
  return instantsOf(calendar, app.clock.now(), count)
}

/** The same of a job as some configuration has it. */
export function instantsIn({ status, calendar }: JobDefinition, after: number, count: number): readonly number[] {
  return instantsOf(status === 'ok' && calendar ? compileCalendar(calendar).calendar : undefined, after, count)
}

function instantsOf(calendar: Calendar | undefined, after: number, count: number): readonly number[] {
  if (calendar?.kind !== 'timed') return []
  const instants: number[] = []
  for (let at = calendar.next(after); at !== undefined && instants.length < count; at = calendar.next(at)) {
    instants.push(at)
  }
  return instants
}
