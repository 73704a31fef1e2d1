import type { CalendarFault } from '@horarium/core'
import { quoted } from './field-fault.js'
import type { Pattern } from './pattern.js'

/** Minutes, hours, days of month, months and weekdays, each ascending. */
export type FieldValues = readonly (readonly number[])[]

/** What an expression means in its dialect; without a meaning it was refused, and the faults say why. */
export interface ExpressionReading {
  readonly faults: readonly CalendarFault[]
  readonly meaning?:
    | { readonly kind: 'always' }
    /** A date that no year has, or a value that no clock shows. */
    | { readonly kind: 'never' }
    | { readonly kind: 'pattern'; readonly pattern: Pattern; readonly values: FieldValues }
}

const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether one of the months has, in some year, one of the days. */
export function hasDate(days: readonly number[], months: readonly number[]): boolean {
  return months.some((month) => days.some((day) => day <= (LONGEST_MONTHS[month - 1] ?? 0)))
}

/** For an expression whose dates no year has. */
export function noDateWarning(text: string): CalendarFault {
  return {
    severity: 'warning',
    message: `${quoted(text)} never happens: none of its months has such a day of month`,
    remedy: 'Choose a day of month that the month has.',
  }
}
