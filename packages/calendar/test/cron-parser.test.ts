import { CronExpressionParser } from 'cron-parser'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileCalendar } from '../src/index.js'
import { standard, timed } from './calendars.js'
import { randomExpression } from './random-expression.js'

const YEARS = { min: Date.parse('2000-01-01'), max: Date.parse('2040-01-01') }

/** The next instants by cron-parser; none when it refuses the expression. */
function byCronParser(expression: string, after: number): readonly number[] {
  try {
    const parsed = CronExpressionParser.parse(expression, { tz: 'UTC', currentDate: new Date(after) })
    return parsed.take(5).map((date) => date.getTime())
  } catch {
    return []
  }
}

test('in UTC, instants are those of cron-parser, and what never happens is what it refuses', () => {
  fc.assert(
    fc.property(randomExpression, fc.integer(YEARS), ({ text, overlaps }, after) => {
      // A value named twice is nothing to us, but an error to cron-parser.
      fc.pre(!overlaps)
      const calendar = timed(standard(text))
      const ours: number[] = []
      for (let at = calendar.next(after); at !== undefined && ours.length < 5; at = calendar.next(at)) ours.push(at)
      expect(ours).toEqual(byCronParser(text, after))
    }),
    { numRuns: 1000 },
  )
})

test.each(['0 0 * jan,JUL-Sep *', '0 0 ? * mon-FRI', '0 0 13 * ?', '0 0 */1 * fri', '0 0 1 * */1', '5 4 * * sun/2'])(
  '%s is read as cron-parser reads it',
  (expression) => {
    const after = Date.parse('2026-01-01')
    const theirs = byCronParser(expression, after)
    expect(theirs).toHaveLength(5)
    expect(timed(standard(expression)).between(after, theirs.at(-1) ?? 0)).toEqual(theirs)
  },
)

test.each(['', '* * * *', '0 * * * * *', '@daily', 'H(0-99) * * * *', '0 0 L * *'])(
  '%j, which cron-parser lets pass, is refused',
  (expression) => {
    expect(() => CronExpressionParser.parse(expression, { hashSeed: 'a' })).not.toThrow()
    expect(compileCalendar(standard(expression)).calendar).toBeUndefined()
  },
)
