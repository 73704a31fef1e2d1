import { type CalendarSpec, DIALECTS, DST_GAPS, DST_REPEATS } from '@horarium/core'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recountInstants } from '../src/index.js'
import { standard, timed } from './calendars.js'
import { randomExpression } from './random-expression.js'

const HOUR = 3_600_000

// Each with an instant near which its clocks change; the last has an offset of neither whole nor half an hour.
const CHANGES: readonly (readonly [zone: string, around: string])[] = [
  ['UTC', '2026-03-01T00:00Z'],
  ['Europe/Paris', '2026-03-29T01:00Z'],
  ['Europe/Paris', '2026-10-25T01:00Z'],
  ['America/New_York', '2026-11-01T06:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
  ['Antarctica/Troll', '2026-03-29T01:00Z'],
  ['America/Nuuk', '2026-03-29T01:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z'],
  ['Asia/Kathmandu', '2026-01-01T00:00Z'],
]

describe('the slow count', () => {
  it.each(CHANGES)('finds in %s around %s what the calendar finds', (zone, around) => {
    const [after, until] = [Date.parse(around) - 20 * HOUR, Date.parse(around) + 15 * HOUR + 1]
    fc.assert(
      fc.property(randomExpression, ({ text }) => {
        const spec = standard(text, zone)
        expect(recountInstants(spec, after, until)).toEqual(timed(spec).between(after, until))
      }),
      { numRuns: 25 },
    )
  })

  it.each(CHANGES)('keeps in %s around %s to what the job wants at clock changes', (timezone, around) => {
    const [after, until] = [Date.parse(around) - 20 * HOUR, Date.parse(around) + 15 * HOUR + 1]
    const wishes = fc.record({
      dialect: fc.constantFrom(...DIALECTS),
      dstGap: fc.constantFrom(...DST_GAPS),
      dstRepeat: fc.constantFrom(...DST_REPEATS),
      expression: fc.constantFrom('30 2 * * *', '*/20 0-3 * * *', '15 22,23 * * 6', '0 0 29 3 *', '*/7 * * * *'),
    })
    fc.assert(
      fc.property(wishes, (wish) => {
        const spec: CalendarSpec = { kind: 'expression', seed: 'a_job', timezone, ...wish }
        expect(recountInstants(spec, after, until)).toEqual(timed(spec).between(after, until))
      }),
      { numRuns: 40 },
    )
  })

  it('is as late as the calendar is', () => {
    const [after, until] = [Date.parse('2026-03-29T00:00Z'), Date.parse('2026-03-29T04:00Z')]
    const jitters = fc.record({ seconds: fc.integer({ min: 0, max: 7200 }), seed: fc.string({ minLength: 1 }) })
    fc.assert(
      fc.property(randomExpression, jitters, ({ text }, jitter) => {
        const spec: CalendarSpec = { ...standard(text, 'Europe/Paris'), jitter }
        expect(recountInstants(spec, after, until)).toEqual(timed(spec).between(after, until))
      }),
      { numRuns: 100 },
    )
  })

  it('counts periods second by second, and nothing for what cannot be foreseen', () => {
    const from = Date.UTC(2026, 0, 31, 12)
    const spec: CalendarSpec = { kind: 'every', seconds: 45 }
    expect(recountInstants(spec, from, from + HOUR)).toEqual(timed(spec).between(from, from + HOUR))
    expect(recountInstants(standard('always'), from, from + HOUR)).toEqual([])
  })
})
