import { describe, expect, test } from 'vitest'
import { instants, stamp, standard, timed } from './calendars.js'

type Row = readonly [zone: string, expression: string, from: string, until: string, expected: readonly string[]]

// After `from` (not included) until `until` (included), the instants in UTC are those expected.
function holds(rows: readonly Row[]): void {
  for (const [zone, expression, from, until, expected] of rows) {
    test(`${zone}: ${expression} after ${from} until ${until}`, () => {
      expect(instants(expression, zone, [from, until])).toEqual(expected)
    })
  }
}

describe('a fixed hour that the clocks jump over runs once, at the first instant after the jump', () => {
  holds([
    [
      'America/New_York',
      '30 2 * * *',
      '2026-03-07T12:00Z',
      '2026-03-09T12:00Z',
      ['2026-03-08T07:00Z', '2026-03-09T06:30Z'],
    ],
    ['Europe/Paris', '30 2 * * *', '2026-03-28T12:00Z', '2026-03-29T12:00Z', ['2026-03-29T01:00Z']],
    // Every minute jumped over falls on the same instant, which is one occurrence.
    ['Europe/Paris', '*/15 2 * * *', '2026-03-28T12:00Z', '2026-03-29T12:00Z', ['2026-03-29T01:00Z']],
    // The instant after the jump is 03:00, which is due itself: still one occurrence.
    ['Europe/Paris', '0 2,3 * * *', '2026-03-28T12:00Z', '2026-03-29T12:00Z', ['2026-03-29T01:00Z']],
    [
      'Europe/Paris',
      '30 2-3 * * *',
      '2026-03-28T12:00Z',
      '2026-03-29T12:00Z',
      ['2026-03-29T01:00Z', '2026-03-29T01:30Z'],
    ],
    // This change falls on the very edge of a block of remembered offsets.
    ['Asia/Jerusalem', '30 2 * * *', '2023-03-23T12:00Z', '2023-03-24T12:00Z', ['2023-03-24T00:00Z']],
    ['Australia/Lord_Howe', '15 2 * * *', '2026-10-03T00:00Z', '2026-10-04T00:00Z', ['2026-10-03T15:30Z']],
    ['Antarctica/Troll', '30 1,2 * * *', '2026-03-28T12:00Z', '2026-03-29T12:00Z', ['2026-03-29T01:00Z']],
    ['Asia/Beirut', '0 0 * * *', '2026-03-28T12:00Z', '2026-03-29T12:00Z', ['2026-03-28T22:00Z']],
    ['America/Nuuk', '0 23 * * *', '2026-03-28T12:00Z', '2026-03-29T12:00Z', ['2026-03-29T01:00Z']],
  ])

  test('and still counts for the date that its wall time names', () => {
    const march = ['2026-03-01T00:00Z', '2026-03-31T00:00Z'] as const
    expect(instants('0 0 29 3 *', 'Asia/Beirut', march)).toEqual(['2026-03-28T22:00Z'])
    // In Nuuk the 28th, a Saturday, jumps from 23:00 to midnight: what it was to do at 23:30 falls on the 29th.
    expect(instants('30 23 28 3 *', 'America/Nuuk', march)).toEqual(['2026-03-29T01:00Z'])
    expect(instants('30 23 * * sat', 'America/Nuuk', ['2026-03-27T00:00Z', '2026-03-31T00:00Z'])).toEqual([
      '2026-03-29T01:00Z',
    ])
  })

  test('also when a whole date is left out', () => {
    // Samoa had no 30 December 2011: midnight after the 29th was midnight of the 31st.
    const days = ['2011-12-29T00:00Z', '2012-01-01T00:00Z'] as const
    expect(instants('0 12 30 12 *', 'Pacific/Apia', days)).toEqual(['2011-12-30T10:00Z'])
    expect(instants('0 */6 30 12 *', 'Pacific/Apia', days)).toEqual([])
    expect(instants('0 12 * * *', 'Pacific/Apia', days)).toEqual([
      '2011-12-29T22:00Z',
      '2011-12-30T10:00Z',
      '2011-12-30T22:00Z',
      '2011-12-31T22:00Z',
    ])
  })

  test('also where an offset was no whole minute', () => {
    // Liberia went from -00:44:30 to 0 at midnight of 7 January 1972.
    expect(instants('15 0 * * *', 'Africa/Monrovia', ['1972-01-06T00:00Z', '1972-01-08T12:00Z'])).toEqual([
      '1972-01-06T00:59:30.000Z',
      '1972-01-07T00:44:30.000Z',
      '1972-01-08T00:15Z',
    ])
  })
})

describe('a fixed hour that comes twice runs in the first pass only', () => {
  holds([
    [
      'America/New_York',
      '30 1 * * *',
      '2026-10-31T12:00Z',
      '2026-11-02T12:00Z',
      ['2026-11-01T05:30Z', '2026-11-02T06:30Z'],
    ],
    [
      'Europe/Paris',
      '0 1-3 * * *',
      '2026-10-24T20:00Z',
      '2026-10-25T03:00Z',
      ['2026-10-24T23:00Z', '2026-10-25T00:00Z', '2026-10-25T02:00Z'],
    ],
    [
      'Australia/Lord_Howe',
      '*/20 1 * * *',
      '2026-04-04T12:00Z',
      '2026-04-05T12:00Z',
      ['2026-04-04T14:00Z', '2026-04-04T14:20Z', '2026-04-04T14:40Z'],
    ],
    [
      'Antarctica/Troll',
      '0 1,2 * * *',
      '2026-10-24T12:00Z',
      '2026-10-25T12:00Z',
      ['2026-10-24T23:00Z', '2026-10-25T00:00Z'],
    ],
    // At midnight the clocks go back to 23:00 of the same date: it has one 23:30, and one midnight follows.
    ['Asia/Beirut', '30 23 * * *', '2026-10-24T12:00Z', '2026-10-25T12:00Z', ['2026-10-24T20:30Z']],
    ['Asia/Beirut', '0 0 * * *', '2026-10-24T12:00Z', '2026-10-25T12:00Z', ['2026-10-24T22:00Z']],
    // Begun between the passes, nothing of the second may turn up.
    ['Europe/Paris', '30 2 * * *', '2026-10-25T00:59Z', '2026-10-25T12:00Z', []],
    ['Europe/Paris', '30 2 * * *', '2026-10-25T01:00Z', '2026-10-25T12:00Z', []],
  ])
})

describe('a pattern of every hour follows elapsed time', () => {
  holds([
    [
      'America/New_York',
      '30 * * * *',
      '2026-11-01T04:30Z',
      '2026-11-01T07:30Z',
      ['2026-11-01T05:30Z', '2026-11-01T06:30Z', '2026-11-01T07:30Z'],
    ],
    [
      'America/New_York',
      '30 * * * *',
      '2026-03-08T06:00Z',
      '2026-03-08T08:00Z',
      ['2026-03-08T06:30Z', '2026-03-08T07:30Z'],
    ],
    [
      'America/New_York',
      '0 */2 * * *',
      '2026-03-08T04:00Z',
      '2026-03-08T10:00Z',
      ['2026-03-08T05:00Z', '2026-03-08T08:00Z', '2026-03-08T10:00Z'],
    ],
    [
      'Europe/Paris',
      '0 */2 * * *',
      '2026-10-24T22:00Z',
      '2026-10-25T03:00Z',
      ['2026-10-25T00:00Z', '2026-10-25T01:00Z', '2026-10-25T03:00Z'],
    ],
    [
      'Australia/Lord_Howe',
      '*/15 * * * *',
      '2026-04-04T14:30Z',
      '2026-04-04T15:30Z',
      ['2026-04-04T14:45Z', '2026-04-04T15:00Z', '2026-04-04T15:15Z', '2026-04-04T15:30Z'],
    ],
    [
      'Australia/Lord_Howe',
      '0 * * * *',
      '2026-10-03T14:00Z',
      '2026-10-03T17:00Z',
      ['2026-10-03T14:30Z', '2026-10-03T16:00Z', '2026-10-03T17:00Z'],
    ],
  ])
})

describe('between', () => {
  const hourly = timed(standard('0 * * * *', 'Europe/Paris'))
  const at = Date.parse('2026-06-01T10:00Z')

  test('leaves its start out and takes its end in', () => {
    expect(hourly.between(at, at + 3_600_000)).toEqual([at + 3_600_000])
    expect(hourly.between(at - 1, at)).toEqual([at])
    expect(hourly.between(at - 0.5, at + 0.5)).toEqual([at])
  })

  test('is empty when nothing lies between', () => {
    expect(hourly.between(at, at)).toEqual([])
    expect(hourly.between(at, at - 3_600_000)).toEqual([])
    expect(hourly.between(Number.NaN, at)).toEqual([])
  })

  test('reaches before 1970', () => {
    const firsts = instants('0 0 1 * *', 'UTC', ['1959-12-31T00:00Z', '1960-03-01T00:00Z'])
    expect(firsts).toEqual(['1960-01-01T00:00Z', '1960-02-01T00:00Z', '1960-03-01T00:00Z'])
  })

  test('takes either of two restricted day fields, and counts a stepped one as restricted', () => {
    const days = ['2026-06-01T00:00Z', '2026-06-08T12:00Z'] as const
    expect(instants('0 0 3 * sun', 'UTC', days)).toEqual(['2026-06-03T00:00Z', '2026-06-07T00:00Z'])
    expect(instants('0 0 */4 * sun', 'UTC', days)).toEqual(['2026-06-05T00:00Z', '2026-06-07T00:00Z'])
    expect(instants('0 0 ? * sun', 'UTC', days)).toEqual(['2026-06-07T00:00Z'])
  })
})

describe('next', () => {
  const leapDay = timed(standard('0 0 29 2 *', 'America/New_York'))

  test('finds the rarest of dates, eight years on', () => {
    expect(stamp(leapDay.next(Date.parse('2096-02-29T05:00Z')) ?? 0)).toBe('2104-02-29T05:00Z')
  })

  test('looks by date, not by minute', () => {
    const started = performance.now()
    for (let run = 0; run < 100; run += 1) leapDay.next(Date.parse('2096-03-01'))
    // By minute this would be four million steps a call, several seconds in all; by date it is some 20 ms.
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
