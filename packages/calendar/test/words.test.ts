import { describe, expect, test } from 'vitest'
import { compileCalendar, describeCalendar, isTimezone, timezoneNames } from '../src/index.js'
import { instants, magento, stamp, standard, timed } from './calendars.js'

describe('a word', () => {
  const FROM = Date.parse('2026-01-01T00:00:00Z')

  test.each([
    ['hourly', '2026-01-01T01:00Z', '2026-01-01T02:00Z'],
    ['daily', '2026-01-02T00:00Z', '2026-01-03T00:00Z'],
    ['weekly', '2026-01-04T00:00Z', '2026-01-11T00:00Z'],
    ['monthly', '2026-02-01T00:00Z', '2026-03-01T00:00Z'],
    ['quarterly', '2026-04-01T00:00Z', '2026-07-01T00:00Z'],
    ['quarter', '2026-04-01T00:00Z', '2026-07-01T00:00Z'],
    ['yearly', '2027-01-01T00:00Z', '2028-01-01T00:00Z'],
    ['  Daily ', '2026-01-02T00:00Z', '2026-01-03T00:00Z'],
  ])('%s means %s, then %s', (word, first, second) => {
    const calendar = timed(standard(word))
    expect(stamp(calendar.next(FROM) ?? 0)).toBe(first)
    expect(stamp(calendar.next(Date.parse(first)) ?? 0)).toBe(second)
  })

  test('always is due at every pass and has no instants', () => {
    expect(compileCalendar(standard('ALWAYS'))).toEqual({ calendar: { kind: 'always' }, faults: [] })
  })

  test.each(['magento1', 'magento2'] as const)('of all words, %s has only always', (dialect) => {
    expect(compileCalendar(magento(dialect, ' Always '))).toEqual({ calendar: { kind: 'always' }, faults: [] })
    expect(compileCalendar(magento(dialect, 'daily')).faults[0]?.remedy).toContain("when the dialect is 'standard'")
  })

  test('is read on the clock of its zone', () => {
    expect(instants('daily', 'Asia/Kolkata', ['2026-01-01T00:00Z', '2026-01-02T00:00Z'])).toEqual(['2026-01-01T18:30Z'])
  })
})

describe('every', () => {
  test('counts from the epoch, after the start and up to the end', () => {
    const calendar = timed({ kind: 'every', seconds: 7 })
    expect(calendar.between(0, 21_000)).toEqual([7000, 14_000, 21_000])
    expect(calendar.between(6999, 7000)).toEqual([7000])
    expect(calendar.between(7000, 7000)).toEqual([])
    expect(calendar.next(7000)).toBe(14_000)
    expect(calendar.next(6999.5)).toBe(7000)
    expect(calendar.next(-1)).toBe(0)
  })

  test.each([1, 60, 2_678_400])('takes %d seconds', (seconds) => {
    expect(compileCalendar({ kind: 'every', seconds }).faults).toEqual([])
  })

  test.each([0, -5, 1.5, 2_678_401, Number.NaN, Infinity])('refuses %d seconds', (seconds) => {
    const { calendar, faults } = compileCalendar({ kind: 'every', seconds })
    expect(calendar).toBeUndefined()
    expect(faults[0]?.message).toBe(`every is '${seconds}' seconds; legal is a whole number from 1 to 2678400`)
  })
})

describe('a spec is refused', () => {
  test('when its zone is unknown, with the names that are near', () => {
    const { calendar, faults } = compileCalendar(standard('daily', 'Europe/Pariss'))
    expect(calendar).toBeUndefined()
    expect(faults[0]?.message).toBe("the timezone 'Europe/Pariss' is unknown")
    expect(faults[0]?.remedy).toContain('Did you mean Europe/Paris')
  })

  test('when its zone is an offset, empty or padded', () => {
    expect(['+02:00', '', ' UTC', 'Not/AZone'].map(isTimezone)).toEqual([false, false, false, false])
  })

  test('with the faults of zone and expression together', () => {
    expect(compileCalendar(standard('61 * * * *', 'Mars')).faults).toHaveLength(2)
  })
})

test('zone names are offered sorted, UTC and the new names among them, and all are legal', () => {
  const names = timezoneNames()
  expect(names.length).toBeGreaterThan(400)
  expect(names).toEqual(expect.arrayContaining(['UTC', 'Europe/Paris', 'Asia/Kolkata', 'Europe/Kyiv']))
  expect(names.filter((name) => !isTimezone(name))).toEqual([])
  expect(names).toEqual([...names].toSorted())
})

describe('a calendar is described', () => {
  test.each([
    ['* * * * *', 'every minute'],
    ['*/5 * * * *', 'every 5 minutes'],
    ['0/15 * * * *', 'every 15 minutes'],
    ['*/7 * * * *', '*/7 * * * *'],
    ['0,10,30,40,50,55 * * * *', '0,10,30,40,50,55 * * * *'],
    ['5,35 * * * *', '5,35 * * * *'],
    ['20 * * * *', 'every hour at minute 20'],
    ['hourly', 'every hour'],
    ['always', 'at every pass'],
    ['0 2 * * *', 'at 02:00 every day (Europe/Paris)'],
    ['30 14 * * mon', 'at 14:30 every Monday (Europe/Paris)'],
    ['0 9 * * 1-3', 'at 09:00 every Monday, Tuesday and Wednesday (Europe/Paris)'],
    ['monthly', 'at 00:00 on day 1 of every month (Europe/Paris)'],
    ['quarterly', 'at 00:00 on day 1 of January, April, July and October (Europe/Paris)'],
    ['0 2 * jun *', '0 2 * jun *'],
    ['0 2 1 * 1', '0 2 1 * 1'],
    ['0  2,3 * * *', '0 2,3 * * *'],
    ['0 0 30 2 *', '0 0 30 2 *'],
    ['nonsense', 'nonsense'],
  ])('%s as %s', (expression, words) => {
    expect(describeCalendar(standard(expression, 'Europe/Paris'))).toBe(words)
  })

  test('in the words of what its dialect reads', () => {
    expect(describeCalendar(magento('magento1', '5/5 * * * *'))).toBe('every hour at minute 5')
    expect(describeCalendar(magento('magento2', '5/5 * * * *'))).toBe('every 5 minutes')
  })

  test.each([
    [1, 'every second'],
    [90, 'every 90 seconds'],
    [300, 'every 5 minutes'],
    [3600, 'every hour'],
    [172_800, 'every 2 days'],
  ])('every %i as %s', (seconds, words) => {
    expect(describeCalendar({ kind: 'every', seconds })).toBe(words)
  })
})
