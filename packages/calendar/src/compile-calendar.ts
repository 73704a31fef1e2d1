import { type Calendar, type CalendarFault, type CalendarSpec, dstRuleOf } from '@horarium/core'
import { everyCalendar, everyFaults } from './every.js'
import { jitterFaults, withJitter } from './jitter.js'
import { readDialect } from './read-dialect.js'
import { AS_SHOWN, type Dial, scanInstants } from './scan-instants.js'
import { unknownZoneFault } from './timezones.js'
import { zoneOf } from './zone.js'

// From one 29 February to the next it can take eight years (2096 to 2104); no possible date takes longer.
const EIGHT_YEARS = 8 * 366 * 86_400_000

/** A calendar and what is doubtful about its spec; or no calendar, and at least one error. */
export interface CompiledCalendar {
  readonly calendar?: Calendar
  readonly faults: readonly CalendarFault[]
}

type ExpressionSpec = Extract<CalendarSpec, { readonly kind: 'expression' }>

/** Compiles what a job says about when it runs. Never throws: what is wrong with the spec is among the faults. */
export function compileCalendar(spec: CalendarSpec): CompiledCalendar {
  const compiled = spec.kind === 'expression' ? compileExpression(spec) : compileEvery(spec.seconds)
  const { calendar } = compiled
  if (!calendar || !spec.jitter) return compiled
  const wrong = jitterFaults(spec.jitter, calendar)
  const faults = [...compiled.faults, ...wrong]
  const isRefused = wrong.some(({ severity }) => severity === 'error')
  return isRefused ? { faults } : { calendar: withJitter(calendar, spec.jitter), faults }
}

function compileEvery(seconds: number): CompiledCalendar {
  const faults = everyFaults(seconds)
  return faults.length > 0 ? { faults } : { calendar: everyCalendar(seconds), faults }
}

function compileExpression(spec: ExpressionSpec): CompiledCalendar {
  const zone = zoneOf(spec.timezone)
  const { faults, meaning } = readDialect(spec.dialect, spec.expression, spec.seed)
  if (!zone) return { faults: [...faults, unknownZoneFault(spec.timezone)] }
  if (!meaning) return { faults }
  if (meaning.kind === 'always') return { calendar: { kind: 'always' }, faults }
  if (meaning.kind === 'never') return { calendar: NEVER, faults }
  const { pattern } = meaning
  return { calendar: calendarOf({ pattern, zone, dst: pattern.fixedHour ? dstRuleOf(spec) : AS_SHOWN }), faults }
}

const NEVER: Calendar = { kind: 'timed', between: () => [], next: () => undefined }

function calendarOf(dial: Dial): Calendar {
  return {
    kind: 'timed',
    between: (after, until) => scanInstants(dial, { after, until, limit: Infinity }),
    next: (after) => scanInstants(dial, { after, until: after + EIGHT_YEARS, limit: 1 })[0],
  }
}
