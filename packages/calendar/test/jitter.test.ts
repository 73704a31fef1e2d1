import type { CalendarSpec } from '@horarium/core'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileCalendar, describeCalendar } from '../src/index.js'
import { delayOf } from '../src/jitter.js'
import { stamp, standard, timed } from './calendars.js'
import { randomExpression } from './random-expression.js'

const SECOND = 1000
const HOUR = 3_600_000
const FROM = Date.parse('2026-10-25T00:00Z')

const late = (expression: string, seconds: number, seed = 'a_job'): CalendarSpec => ({
  ...standard(expression, 'Europe/Paris'),
  jitter: { seconds, seed },
})

describe('jitter', () => {
  test('delays every instant of a job by the same whole seconds', () => {
    const delay = delayOf({ seconds: 600, seed: 'a_job' })
    const [plain, delayed] = [timed(standard('0 3 * * *', 'Europe/Paris')), timed(late('0 3 * * *', 600))]
    const shifted = plain.between(FROM, FROM + 72 * HOUR).map((instant) => instant + delay * SECOND)
    expect(delayed.between(FROM, FROM + 72 * HOUR)).toEqual(shifted)
    expect(describeCalendar(late('0 3 * * *', 600))).toBe(`at 03:00 every day (Europe/Paris), ${delay} seconds later`)
  })

  test('is the same for one job in every process and every version', () => {
    expect(['a_job', 'another_job', 'a_third'].map((seed) => delayOf({ seconds: 600, seed }))).toEqual([400, 523, 2])
  })

  test('spreads jobs over all its seconds, none and all of them included', () => {
    const delays = Array.from({ length: 2000 }, (_, index) => delayOf({ seconds: 59, seed: `job_${index}` }))
    expect(new Set(delays).size).toBe(60)
    expect([Math.min(...delays), Math.max(...delays)]).toEqual([0, 59])
  })

  test('stops a second before the next nominal instant', () => {
    const calendar = timed({ kind: 'every', seconds: 10, jitter: { seconds: 86_400, seed: 'a_job' } })
    expect(calendar.between(0, 30_000)).toEqual([9000, 19_000, 29_000])
    expect(calendar.next(9000)).toBe(19_000)
    const minutely = timed(late('0,1,30 * * * *', 600))
    expect(minutely.between(FROM, FROM + HOUR / 2).map(stamp)[0]).toBe('2026-10-25T00:00:59.000Z')
  })

  test('leaves a period of one second as it is', () => {
    const calendar = timed({ kind: 'every', seconds: 1, jitter: { seconds: 60, seed: 'a_job' } })
    expect(calendar.between(0, 3000)).toEqual([1000, 2000, 3000])
  })

  test('changes nothing where there is nothing to delay', () => {
    const jitter = { seconds: 60, seed: 'a_job' }
    const { calendar, faults } = compileCalendar({ ...standard('always'), jitter })
    expect(calendar).toEqual({ kind: 'always' })
    expect(faults).toMatchObject([
      { severity: 'warning', message: "jitter delays nothing where the job is 'always' due" },
    ])
    expect(describeCalendar({ ...standard('always'), jitter })).toBe('at every pass')
    expect(timed({ ...standard('0 0 30 2 *'), jitter }).next(FROM)).toBeUndefined()
  })

  test.each([-1, 1.5, 86_401, Number.NaN])('of %d seconds is refused', (seconds) => {
    const { calendar, faults } = compileCalendar({ kind: 'every', seconds: 60, jitter: { seconds, seed: 'a_job' } })
    expect(calendar).toBeUndefined()
    expect(faults[0]?.message).toBe(`jitter is '${seconds}' seconds; legal is a whole number from 0 to 86400`)
  })
})

describe('for any expression and any jitter', () => {
  const cases = fc.record({
    text: randomExpression.map(({ text }) => text),
    seconds: fc.integer({ min: 1, max: 86_400 }),
    seed: fc.string({ minLength: 1 }),
  })
  const untils = fc.integer({ min: 0, max: 20 * 3600 }).map((second) => FROM + second * SECOND)

  test('an instant keeps its place: it comes after its nominal one and before the next', () => {
    fc.assert(
      fc.property(cases, ({ text, seconds, seed }) => {
        const nominal = timed(standard(text, 'Europe/Paris')).between(FROM, FROM + 50 * HOUR)
        const delayed = timed(late(text, seconds, seed)).between(FROM, FROM + 50 * HOUR)
        const own = delayed.filter((instant) => instant >= (nominal[0] ?? Infinity))
        own.forEach((instant, index) => {
          expect(instant).toBeGreaterThanOrEqual(nominal[index] ?? Infinity)
          expect(instant).toBeLessThan(nominal[index + 1] ?? Infinity)
        })
      }),
    )
  })

  test('next walks through the instants of between, and two stretches have what the whole has', () => {
    fc.assert(
      fc.property(cases, untils, ({ text, seconds, seed }, middle) => {
        const { between, next } = timed(late(text, seconds, seed))
        const until = FROM + 24 * HOUR
        const whole = between(FROM, until)
        expect([...between(FROM, middle), ...between(middle, until)]).toEqual(whole)
        const walked: number[] = []
        for (let at = next(FROM); at !== undefined && at <= until && walked.length < 50; at = next(at)) walked.push(at)
        expect(walked).toEqual(whole.slice(0, 50))
      }),
    )
  })
})
