import type { CalendarFault, CalendarSpec } from '@horarium/core'
import { compareDialects } from './compare-dialects.js'
import { compileCalendar } from './compile-calendar.js'

/** Everything that is wrong with or doubtful about what a job says about when it runs, for whoever wrote it. */
export function checkCalendar(spec: CalendarSpec): readonly CalendarFault[] {
  const { calendar, faults } = compileCalendar(spec)
  return calendar && spec.kind === 'expression' ? [...faults, ...compareDialects(spec)] : faults
}
