import type { Calendar, CalendarFault, CalendarSpec } from '@horarium/core'
import { everyCalendar, everyFaults } from './every.js'
import type { ExpressionReading } from './expression-reading.js'
import { readDialect } from './read-dialect.js'
import { scanInstants } from './scan-instants.js'
import { unknownZoneFault } from './timezones.js'
import { type Zone, zoneOf } from './zone.js'

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
  if (spec.kind === 'expression') return compileExpression(spec)
  const faults = everyFaults(spec.seconds)
  return faults.length > 0 ? { faults } : { calendar: everyCalendar(spec.seconds), faults }
}

function compileExpression(spec: ExpressionSpec): CompiledCalendar {
  const zone = zoneOf(spec.timezone)
  const reading = readDialect(spec.dialect, spec.expression, spec.seed)
  if (!zone) return { faults: [...reading.faults, unknownZoneFault(spec.timezone)] }
  if (!reading.meaning) return { faults: reading.faults }
  return { calendar: calendarOf(reading.meaning, zone), faults: reading.faults }
}

function calendarOf(meaning: NonNullable<ExpressionReading['meaning']>, zone: Zone): Calendar {
  switch (meaning.kind) {
    case 'always':
      return { kind: 'always' }
    case 'never':
      return { kind: 'timed', between: () => [], next: () => undefined }
    case 'pattern': {
      const { pattern } = meaning
      return {
        kind: 'timed',
        between: (after, until) => scanInstants(pattern, zone, { after, until, limit: Infinity }),
        next: (after) => scanInstants(pattern, zone, { after, until: after + EIGHT_YEARS, limit: 1 })[0],
      }
    }
  }
}
