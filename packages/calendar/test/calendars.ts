import type { Calendar, CalendarSpec } from '@horarium/core'
import { compileCalendar } from '../src/index.js'

export type Timed = Extract<Calendar, { readonly kind: 'timed' }>
type ExpressionSpec = Extract<CalendarSpec, { readonly kind: 'expression' }>

/** A spec of the standard dialect. */
export function standard(expression: string, timezone = 'UTC', seed = 'a_job'): ExpressionSpec {
  return { kind: 'expression', expression, dialect: 'standard', timezone, seed }
}

/** A spec of another dialect. */
export function magento(dialect: 'magento1' | 'magento2', expression: string, timezone = 'UTC'): ExpressionSpec {
  return { ...standard(expression, timezone), dialect }
}

/** A calendar that has instants; fails the test when the spec was refused. */
export function timed(spec: CalendarSpec): Timed {
  const { calendar, faults } = compileCalendar(spec)
  if (calendar?.kind !== 'timed') throw new Error(faults.map(({ message }) => message).join('; ') || 'not timed')
  return calendar
}

/** The instants of an expression after `from` up to `until`, as ISO texts without idle seconds. */
export function instants(expression: string, timezone: string, [from, until]: readonly [string, string]): string[] {
  return timed(standard(expression, timezone)).between(Date.parse(from), Date.parse(until)).map(stamp)
}

/** `2026-03-29T01:00Z` */
export function stamp(instant: number): string {
  return new Date(instant).toISOString().replace(':00.000Z', 'Z')
}
