import { describe, expect, test } from 'vitest'
import { FIELDS } from '../src/field.js'
import { compileCalendar } from '../src/index.js'
import { readField } from '../src/read-field.js'
import { standard, timed } from './calendars.js'

const messagesOf = (expression: string): readonly string[] =>
  compileCalendar(standard(expression)).faults.map(({ severity, message }) => `${severity}: ${message}`)

const valuesOf = (index: number, text: string, seed = 'seed'): readonly number[] =>
  FIELDS.slice(index, index + 1).flatMap((field) => readField(field, text, seed).values)

describe('an expression is refused', () => {
  test.each([
    ['', 'the expression is empty'],
    ['  \n ', 'the expression is empty'],
    ['* * *', "the expression '* * *' has 3 fields, not five"],
    ['0 * * * * *', "the expression '0 * * * * *' has 6 fields, not five"],
    ['@hourly', "the expression '@hourly' is not a word that is known"],
    ['fortnightly', "the expression 'fortnightly' is not a word that is known"],
    ['60 * * * *', "minute '60' is out of range; legal is 0-59"],
    ['99999999999999999999 * * * *', "minute '99999999999999999999' is out of range; legal is 0-59"],
    ['-1 * * * *', "minute '-1' cannot be read; legal is 0-59"],
    ['1.5 * * * *', "minute '1.5' cannot be read; legal is 0-59"],
    ['0 24 * * *', "hour '24' is out of range; legal is 0-23"],
    ['0 0-24 * * *', "hour '0-24' has '24', which is out of range; legal is 0-23"],
    ['0 0 0 * *', "day of month '0' is out of range; legal is 1-31"],
    ['0 0 32 * *', "day of month '32' is out of range; legal is 1-31"],
    ['0 0 * 0 *', "month '0' is out of range; legal is 1-12 or jan-dec"],
    ['0 0 * january *', "month 'january' is not known; legal is 1-12 or jan-dec"],
    ['0 0 * mon *', "month 'mon' is not known; legal is 1-12 or jan-dec"],
    ['0 0 * * 8', "day of week '8' is out of range; legal is 0-7 (0 and 7 are Sunday) or sun-sat"],
    ['0 0 * * jan', "day of week 'jan' is not known; legal is 0-7 (0 and 7 are Sunday) or sun-sat"],
    ['mon * * * *', "minute 'mon' is not known; legal is 0-59"],
    ['*/0 * * * *', "minute '*/0' steps by 0; legal is 0-59"],
    ['*/ * * * *', "minute '*/' cannot be read; legal is 0-59"],
    ['*/x * * * *', "minute '*/x' cannot be read; legal is 0-59"],
    ['1-9/-2 * * * *', "minute '1-9/-2' cannot be read; legal is 0-59"],
    ['1/2/3 * * * *', "minute '1/2/3' cannot be read; legal is 0-59"],
    ['1-2-3 * * * *', "minute '1-2-3' cannot be read; legal is 0-59"],
    ['*-5 * * * *', "minute '*-5' cannot be read; legal is 0-59"],
    ['0 22-2 * * *', "hour '22-2' runs backwards; legal is 0-23"],
    ['0 0 * * fri-mon', "day of week 'fri-mon' runs backwards; legal is 0-7 (0 and 7 are Sunday) or sun-sat"],
    ['1,,5 * * * *', "minute '1,,5' is a list with a hole; legal is 0-59"],
    [',1 * * * *', "minute ',1' is a list with a hole; legal is 0-59"],
    ['1, * * * *', "minute '1,' is a list with a hole; legal is 0-59"],
    ['0 0 L * *', "day of month 'L' uses L, W or #, which are not read; legal is 1-31"],
    ['0 0 L-3 * *', "day of month 'L-3' uses L, W or #, which are not read; legal is 1-31"],
    ['0 0 15W * *', "day of month '15W' uses L, W or #, which are not read; legal is 1-31"],
    [
      '0 0 ? * 5#2',
      "day of week '5#2' uses L, W or #, which are not read; legal is 0-7 (0 and 7 are Sunday) or sun-sat",
    ],
    [
      '0 0 ? * friL',
      "day of week 'friL' uses L, W or #, which are not read; legal is 0-7 (0 and 7 are Sunday) or sun-sat",
    ],
    ['? * * * *', "minute '?' uses '?', which may only stand alone in the two day fields; legal is 0-59"],
    ['0 0 ?,1 * *', "day of month '?' uses '?', which may only stand alone in the two day fields; legal is 1-31"],
    ['H(9-5) * * * *', "minute 'H(9-5)' runs backwards; legal is 0-59"],
    ['H(0-60) * * * *', "minute 'H(0-60)' has '60', which is out of range; legal is 0-59"],
  ])('%j because %s', (expression, message) => {
    expect(messagesOf(expression)).toEqual([`error: ${message}`])
    expect(compileCalendar(standard(expression)).calendar).toBeUndefined()
  })

  test('with one error for each wrong field, however many there are in it', () => {
    expect(messagesOf('60,61 24 1,32 jan 1').map((message) => message.split(' is out')[0])).toEqual([
      "error: minute '60'",
      "error: hour '24'",
      "error: day of month '32'",
    ])
  })

  test('with a remedy always', () => {
    const remedyOf = (expression: string): string => compileCalendar(standard(expression)).faults[0]?.remedy ?? ''
    for (const expression of ['', '* *', '60 * * * *', '*/0 * * * *', '1, * * * *', '0 0 L * *', '9-5 * * * *']) {
      expect(remedyOf(expression)).toMatch(/^[A-Z].*\.$/)
    }
    expect(remedyOf('dayly')).toContain('Did you mean daily?')
    expect(remedyOf('@hourly')).toContain('Did you mean hourly?')
    expect(remedyOf('0 * * * * *')).toContain('take the first field out')
    expect(remedyOf('0 0 * * fri-mon')).toContain('fri-7,0-mon')
  })

  test('without repeating a text of any length', () => {
    expect(messagesOf(`${'1'.repeat(5000)} * * * *`)[0]?.length).toBeLessThan(200)
  })
})

test.each([
  [0, '5', [5]],
  [0, '05', [5]],
  [0, '50,10,10', [10, 50]],
  [0, '10-13', [10, 11, 12, 13]],
  [0, '*/20', [0, 20, 40]],
  [0, '10-30/10', [10, 20, 30]],
  [0, '50/4', [50, 54, 58]],
  [0, '*/50,7', [0, 7, 50]],
  [1, '*/8,1-3', [0, 1, 2, 3, 8, 16]],
  [2, '*/10', [1, 11, 21, 31]],
  [3, 'jan,MAR-May', [1, 3, 4, 5]],
  [3, 'oct/1', [10, 11, 12]],
  [4, 'SUN', [0]],
  [4, '7', [0]],
  [4, '0,7', [0]],
  [4, '5-7', [0, 5, 6]],
  [4, 'mon-Fri', [1, 2, 3, 4, 5]],
  [4, '1/2', [0, 1, 3, 5]],
  [4, '*/2', [0, 2, 4, 6]],
  [4, '*', [0, 1, 2, 3, 4, 5, 6]],
  [4, '?', [0, 1, 2, 3, 4, 5, 6]],
])('field %i with %s holds %j', (index, text, values) => {
  expect(valuesOf(index, text)).toEqual(values)
})

describe('an expression is accepted with a warning', () => {
  test.each([
    ['*/90 * * * *', "minute '*/90' steps past its range, so that only 0 is left; legal is 0-59"],
    ['0 20/5 * * *', "hour '20/5' steps past its range, so that only 20 is left; legal is 0-23"],
    [
      '0 0 ? * */7',
      "day of week '*/7' steps past its range, so that only 0 is left; legal is 0-7 (0 and 7 are Sunday) or sun-sat",
    ],
    ['0 0 30 2 *', "'0 0 30 2 *' never happens: none of its months has such a day of month"],
    ['0 0 31 4,6,9,11 *', "'0 0 31 4,6,9,11 *' never happens: none of its months has such a day of month"],
  ])('%j because %s', (expression, message) => {
    expect(messagesOf(expression)).toEqual([`warning: ${message}`])
    expect(compileCalendar(standard(expression)).calendar?.kind).toBe('timed')
  })

  test('and has no instants when it names a date that no year has', () => {
    const never = timed(standard('0 0 30 2 *', 'Europe/Paris'))
    expect(never.between(0, Date.parse('2100-01-01'))).toEqual([])
    expect(never.next(0)).toBeUndefined()
  })

  test('but not when the weekday can still match, or a step merely ends early', () => {
    expect(messagesOf('0 0 30 2 1')).toEqual([])
    expect(messagesOf('*/40 0 29 2 1/6')).toEqual([])
  })
})

describe('H', () => {
  const seeds = Array.from({ length: 2000 }, (_, index) => `vendor_module_job_${index}`)
  const drawn = (index: number, text: string): readonly number[] => seeds.flatMap((seed) => valuesOf(index, text, seed))

  test('is the same for one job in every process and every version', () => {
    expect(drawn(0, 'H').slice(0, 5)).toEqual([47, 45, 16, 21, 5])
  })

  test('spreads jobs evenly over the whole range', () => {
    const counts = new Map<number, number>()
    for (const minute of drawn(0, 'H')) counts.set(minute, (counts.get(minute) ?? 0) + 1)
    expect(counts.size).toBe(60)
    expect(Math.min(...counts.values())).toBeGreaterThan(10)
    expect(Math.max(...counts.values())).toBeLessThan(70)
  })

  test('draws every field for itself', () => {
    const minutes = drawn(0, 'H')
    const hours = drawn(1, 'H').filter((_, index) => minutes[index] === 47)
    expect(new Set(hours).size).toBeGreaterThan(10)
  })

  test('stays within its bounds, and keeps its step', () => {
    for (const seed of seeds.slice(0, 200)) {
      expect(valuesOf(0, 'H(20-29)', seed)[0]).toSatisfy((minute: number) => minute >= 20 && minute <= 29)
      const [first = -1, ...later] = valuesOf(0, 'H/15', seed)
      expect(first).toBeLessThan(15)
      expect(later).toEqual([first + 15, first + 30, first + 45])
      const [low = -1, ...rest] = valuesOf(0, 'h(10-29)/10', seed)
      expect(low).toSatisfy((minute: number) => minute >= 10 && minute < 20)
      expect(rest).toEqual([low + 10])
    }
  })

  test('never chooses a day of month that some month lacks, nor Sunday twice', () => {
    expect(new Set(drawn(2, 'H'))).toEqual(new Set(Array.from({ length: 28 }, (_, index) => index + 1)))
    expect(new Set(drawn(4, 'H'))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]))
  })

  test('is drawn from the seed of its spec', () => {
    const [a, b] = ['one_job', 'another_job'].map((seed) => timed(standard('H H * * *', 'UTC', seed)).next(0))
    expect(a).not.toBe(b)
    expect(timed(standard('H H * * *', 'UTC', 'one_job')).next(0)).toBe(a)
  })
})
