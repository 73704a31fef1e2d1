import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectedInstants, type Scan, scanZone } from './brute-force.js'
import { standard, type Timed, timed } from './calendars.js'
import { randomExpression, ruleOf } from './random-expression.js'

// Zones with what makes them odd, and the instants around which their clocks were, or will be, changed.
const CHANGES: Readonly<Record<string, readonly string[]>> = {
  UTC: ['2026-03-01T00:00Z'],
  'Asia/Kolkata': ['2028-02-29T00:00Z'], // half-hour offset, no changes
  'Asia/Kathmandu': ['2025-12-31T18:15Z'], // 45 minutes
  'Europe/Paris': ['2026-03-29T01:00Z', '2026-10-25T01:00Z'],
  'Europe/Dublin': ['2026-03-29T01:00Z', '2026-10-25T01:00Z'], // "negative" summer time
  'Europe/Moscow': ['2011-03-26T23:00Z', '2014-10-25T22:00Z'], // changes for good
  'America/New_York': ['2026-03-08T07:00Z', '2026-11-01T06:00Z'],
  'America/St_Johns': ['2010-03-14T03:31Z', '2010-11-07T02:31Z'], // at one minute past midnight
  'America/Nuuk': ['2026-03-29T01:00Z', '2026-10-25T01:00Z'], // in the evening
  'America/Scoresbysund': ['2026-03-29T01:00Z', '2026-10-25T01:00Z'], // an hour around midnight
  'America/Havana': ['2026-03-08T05:00Z', '2026-11-01T05:00Z'], // at midnight
  'America/Santiago': ['2026-04-05T03:00Z', '2026-09-06T04:00Z'], // at midnight
  'America/Sao_Paulo': ['2018-11-04T03:00Z', '2019-02-17T02:00Z'], // at midnight
  'America/Caracas': ['2007-12-09T07:00Z', '2016-05-01T07:00Z'], // by half an hour
  'America/Boa_Vista': ['2000-10-08T04:00Z', '2000-10-15T03:00Z'], // one week of summer time
  'Africa/Cairo': ['2026-04-23T22:00Z', '2026-10-29T21:00Z'], // at midnight, on Fridays
  'Africa/Casablanca': ['2026-02-15T02:00Z', '2026-03-22T02:00Z'], // five weeks of winter time
  'Africa/Juba': ['2021-01-31T21:00Z'], // back once, for good
  'Antarctica/Troll': ['2026-03-29T01:00Z', '2026-10-25T01:00Z'], // by two hours
  'Asia/Beirut': ['2026-03-28T22:00Z', '2026-10-24T21:00Z'], // at midnight
  'Asia/Gaza': ['2026-03-28T00:00Z', '2026-10-24T00:00Z'],
  'Asia/Jerusalem': ['2023-03-24T00:00Z', '2026-10-24T23:00Z'], // on the edge of a block of remembered offsets
  'Asia/Pyongyang': ['2015-08-14T15:00Z', '2018-05-04T15:00Z'], // by half an hour, over midnight
  'Asia/Tehran': ['2022-03-21T20:30Z', '2022-09-21T19:30Z'], // half-hour offset, at midnight
  'Australia/Lord_Howe': ['2026-04-04T15:00Z', '2026-10-03T15:30Z'], // by half an hour
  'Pacific/Apia': ['2011-12-30T10:00Z', '2012-03-31T14:00Z'], // a date left out
  'Pacific/Chatham': ['2026-04-04T14:00Z', '2026-09-26T14:00Z'], // 45 minutes
  'Pacific/Kwajalein': ['1993-08-21T12:00Z'], // a date left out
}

const scans = Object.entries(CHANGES).flatMap(([zone, changes]) =>
  changes.map((change) => ({ zone, scan: scanZone(zone, Date.parse(change)) })),
)

function isChange({ instant, wall }: Scan['minutes'][number], index: number, all: Scan['minutes']): boolean {
  const before = all[index - 1]
  return before !== undefined && wall - before.wall !== instant - before.instant
}

test('the changes named here are changes', () => {
  const still = scans.filter(({ scan }) => !scan.minutes.some(isChange))
  expect(still.map(({ zone }) => zone)).toEqual(['UTC', 'Asia/Kolkata', 'Asia/Kathmandu'])
})

describe('around every clock change, for any expression', () => {
  const cases = fc.record({ expression: randomExpression, place: fc.constantFrom(...scans) })

  test('between answers what a literal scan of every minute finds', () => {
    fc.assert(
      fc.property(cases, ({ expression, place: { zone, scan } }) => {
        const found = timed(standard(expression.text, zone)).between(scan.from, scan.until)
        expect(found).toEqual(expectedInstants(ruleOf(expression), scan))
      }),
      { numRuns: 1500 },
    )
  })

  test('next walks through the same instants', () => {
    fc.assert(
      fc.property(cases, ({ expression, place: { zone, scan } }) => {
        const calendar = timed(standard(expression.text, zone))
        expect(walk(calendar, scan)).toEqual(calendar.between(scan.from, scan.until))
      }),
      { numRuns: 300 },
    )
  })

  test('two stretches have together what the whole has', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 60 * 60 }), ({ expression, place: { zone, scan } }, minute) => {
        const calendar = timed(standard(expression.text, zone))
        const middle = scan.from + minute * 60_000
        const parts = [...calendar.between(scan.from, middle), ...calendar.between(middle, scan.until)]
        expect(parts).toEqual(calendar.between(scan.from, scan.until))
      }),
      { numRuns: 500 },
    )
  })
})

function walk(calendar: Timed, { from, until }: Scan): readonly number[] {
  const found: number[] = []
  for (let at = calendar.next(from); at !== undefined && at <= until; at = calendar.next(at)) found.push(at)
  return found
}
