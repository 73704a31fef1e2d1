import * as fc from 'fast-check'
import type { Rule } from './brute-force.js'

/** A field as text and, found by other means than our own reading, its values. */
interface RandomField {
  readonly text: string
  readonly values: readonly number[]
  /** Whether two items of its list name the same value. */
  readonly overlaps?: boolean
}

/** An expression with what it must mean; weekdays are 0 to 6. */
export interface RandomExpression {
  readonly text: string
  readonly minutes: ReadonlySet<number>
  readonly hours: ReadonlySet<number>
  readonly days: ReadonlySet<number>
  readonly months: ReadonlySet<number>
  readonly weekdays: ReadonlySet<number>
  readonly eitherDay: boolean
  readonly followsElapsedTime: boolean
  readonly overlaps: boolean
}

/** What an expression means in standard. */
export function ruleOf(expression: RandomExpression): Rule {
  const { followsElapsedTime } = expression
  return {
    matches: (wall) => matches(expression, wall),
    gap: followsElapsedTime ? 'skip' : 'after',
    repeat: followsElapsedTime ? 'both' : 'first',
  }
}

function matches(expression: RandomExpression, wall: number): boolean {
  const date = new Date(wall)
  const onDay = expression.days.has(date.getUTCDate())
  const onWeekday = expression.weekdays.has(date.getUTCDay())
  return (
    expression.minutes.has(date.getUTCMinutes()) &&
    expression.hours.has(date.getUTCHours()) &&
    expression.months.has(date.getUTCMonth() + 1) &&
    (expression.eitherDay ? onDay || onWeekday : onDay && onWeekday)
  )
}

const NIGHT = [0, 1, 2, 3, 22, 23].map(single)

/** Random legal expressions; hours lean towards those in which clocks are changed, dates towards all of them. */
export const randomExpression: fc.Arbitrary<RandomExpression> = fc
  .record({
    minute: field(0, 59),
    hour: fc.oneof(field(0, 23), fc.constantFrom(...NIGHT), open(0, 23)),
    day: fc.oneof({ weight: 2, arbitrary: open(1, 31) }, { weight: 1, arbitrary: field(1, 31) }),
    month: fc.oneof({ weight: 3, arbitrary: open(1, 12) }, { weight: 1, arbitrary: field(1, 12) }),
    weekday: fc.oneof({ weight: 2, arbitrary: open(0, 7) }, { weight: 1, arbitrary: field(0, 7) }),
  })
  .map(({ minute, hour, day, month, weekday }) => ({
    text: [minute, hour, day, month, weekday].map(({ text }) => text).join(' '),
    minutes: new Set(minute.values),
    hours: new Set(hour.values),
    days: new Set(day.values),
    months: new Set(month.values),
    weekdays: new Set(weekday.values.map((value) => value % 7)),
    eitherDay: day.text !== '*' && weekday.text !== '*',
    followsElapsedTime: hour.text === '*' || /^\*\/\d+$/.test(hour.text),
    overlaps: [minute, hour, day, month, weekday].some(({ overlaps }) => overlaps === true),
  }))

function field(min: number, max: number): fc.Arbitrary<RandomField> {
  return fc.array(item(min, max), { minLength: 1, maxLength: 3 }).map((items) => {
    const text = items.map((each) => each.text).join(',')
    const values = items.flatMap((each) => each.values)
    const distinct = new Set(values.map((value) => (max === 7 ? value % 7 : value))).size
    return { text, values, overlaps: items.length > 1 && distinct < values.length }
  })
}

function item(min: number, max: number): fc.Arbitrary<RandomField> {
  const value = fc.integer({ min, max })
  const step = fc.integer({ min: 1, max: 20 })
  const range = fc.tuple(value, value).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
  return fc.oneof(
    value.map(single),
    range.map(([first, last]) => ({ text: `${first}-${last}`, values: every(first, last, 1) })),
    fc.tuple(range, step).map(([[a, b], n]) => ({ text: `${a}-${b}/${n}`, values: every(a, b, n) })),
    fc.tuple(value, step).map(([a, n]) => ({ text: `${a}/${n}`, values: every(a, max, n) })),
    step.map((n) => ({ text: `*/${n}`, values: every(min, max, n) })),
  )
}

function open(min: number, max: number): fc.Arbitrary<RandomField> {
  return fc.constant({ text: '*', values: every(min, max, 1) })
}

function single(value: number): RandomField {
  return { text: String(value), values: [value] }
}

function every(first: number, last: number, step: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((n) => (n - first) % step === 0)
}
