import { describe, expect, test } from 'vitest'
import { compileCalendar } from '../src/index.js'
import { magento, timed } from './calendars.js'
import { type Answers, isSame, ORACLE, type Range, throws } from './oracle/magento-oracle.js'

const MINUTE = 60_000

function minutesOf(expression: string, dialect: 'magento1' | 'magento2', { timezone, from, to }: Range): number[] {
  const calendar = timed(magento(dialect, expression, timezone))
  return calendar.between(from * MINUTE - 1, to * MINUTE - 1).map((instant) => instant / MINUTE)
}

describe.each(['magento1', 'magento2'] as const)('in %s', (dialect) => {
  const items = ORACLE.items.map((item): readonly [expression: string, answers: Answers] => [
    item.expr,
    dialect === 'magento2' && item.magento2 !== 'same' ? item.magento2 : item.magento1,
  ])

  test('every expression has the minutes it has in a shop, in every zone and week', () => {
    const quiet = items.filter(([, answers]) => !throws(answers))
    const wrong = quiet.flatMap(([expression, { ranges = {} }]) =>
      Object.entries(ranges).flatMap(([name, minutes]) => {
        const range = ORACLE.ranges[name]
        return range && isSame(minutesOf(expression, dialect, range), minutes, range) ? [] : [[expression, name]]
      }),
    )
    expect(wrong).toEqual([])
    expect(quiet.length).toBeGreaterThan(260)
  })

  test('what throws in a shop is refused, and nothing else', () => {
    const refused = items.filter(([expression]) => !compileCalendar(magento(dialect, expression)).calendar)
    expect(refused).toEqual(items.filter(([, answers]) => throws(answers)))
  })

  test('a refusal says why and what to do', () => {
    for (const [expression] of items.filter(([, answers]) => throws(answers))) {
      const { faults } = compileCalendar(magento(dialect, expression))
      expect(faults[0]).toMatchObject({ severity: 'error', remedy: expect.stringMatching(/^[A-Z].*\.$/) as string })
      expect(faults[0]?.message).toMatch(/throws|is empty/)
    }
  })

  test('what a shop never ran is accepted with a warning', () => {
    const silent = items.filter(
      ([, answers]) => !throws(answers) && Object.values(answers.ranges ?? {}).every(({ n }) => n === 0),
    )
    const messages = silent.map(([expression]) => compileCalendar(magento(dialect, expression)).faults[0]?.message)
    expect(messages.filter((message) => !message?.includes('never happens'))).toEqual([])
    expect(silent.length).toBeGreaterThan(20)
  })
})

const messageOf = (dialect: 'magento1' | 'magento2', expression: string): string | undefined =>
  compileCalendar(magento(dialect, expression)).faults.map(({ severity, message }) => `${severity}: ${message}`)[0]

describe('an expression is refused', () => {
  test.each([
    ['magento1', '*/0 * * * *', "minute '*/0' steps by 0: magento1 throws when the minute is 0"],
    ['magento1', '5/0 * * * *', "minute '5/0' steps by 0: magento1 throws when the minute is 5"],
    ['magento2', '5,*/0 * * * *', "minute '5,*/0' has '*/0', which steps by 0: magento2 throws when the minute is 0"],
    ['magento1', '0 0 29 2 x', "day of week 'x' is no value: magento1 throws when the day of week is 0"],
    ['magento1', '0-29,? * * * *', "minute '0-29,?' has '?', which uses '?': magento1 throws when the minute is 30"],
    ['magento1', '/5 * * * *', "minute '/5' has nothing where a value should be: magento1 throws when the minute is 0"],
    ['magento2', '0 0 15W * *', "day of month '15W' uses L, W or #: magento2 throws when the day of month is 1"],
    ['magento1', 'H * * * *', "minute 'H' uses H: magento1 throws when the minute is 0"],
    ['magento2', '1-x * * * *', "minute '1-x' has 'x', which is no value: magento2 throws when the minute is 0"],
    ['magento1', '5\u00A0 * * * *', "minute '5\u00A0' is no value: magento1 throws when the minute is 0"],
    ['magento2', '* * *', "the expression '* * *' has 3 fields, on which magento2 throws"],
    ['magento1', ' ', 'the expression is empty'],
  ] as const)('%s: %j because %s', (dialect, expression, message) => {
    expect(messageOf(dialect, expression)).toBe(`error: ${message}`)
  })

  test('with one error for each wrong field', () => {
    expect(compileCalendar(magento('magento1', 'x 5/5/5 ? * *')).faults).toHaveLength(3)
  })
})

describe('an expression is accepted', () => {
  test.each(['*,x * * * *', '0-59,x * * * *', '0 0 * * 0-6,?', '0 0 * * * L'])(
    '%j, as no shop ever comes to what is wrong in it',
    (expression) => expect(messageOf('magento1', expression)).toBeUndefined(),
  )

  test.each([
    ['99 x ? L H', "'99 x ? L H' never happens: magento1 finds no minute that matches '99'"],
    ['0 0 * * 7', "'0 0 * * 7' never happens: magento1 finds no day of week that matches '7'"],
    ['3/10 * * * *', "'3/10 * * * *' never happens: magento1 finds no minute that matches '3/10'"],
    ['0 0 30 2 x', "'0 0 30 2 x' never happens: none of its months has such a day of month"],
  ])('%j with a warning that it never happens', (expression, message) => {
    expect(messageOf('magento1', expression)).toBe(`warning: ${message}`)
    expect(timed(magento('magento1', expression)).next(0)).toBeUndefined()
  })
})

describe('the two dialects part', () => {
  const valuesOf = (dialect: 'magento1' | 'magento2', minute: string): readonly number[] =>
    timed(magento(dialect, `${minute} * * * *`))
      .between(-1, 59 * MINUTE)
      .map((instant) => instant / MINUTE)

  test.each([
    ['1-20/5', [5, 10, 15, 20], [1, 6, 11, 16]],
    ['10/20', [], [10, 30, 50]],
    ['5/30', [], [5, 35]],
    ['mon/30', [], [1, 31]],
    ['january-june/2', [2, 4, 6], [1, 3, 5]],
    ['1.5/30', [], [1, 2, 32]],
  ])('on %s', (minute, first, second) => {
    expect(valuesOf('magento1', minute)).toEqual(first)
    expect(valuesOf('magento2', minute)).toEqual(second)
  })
})
