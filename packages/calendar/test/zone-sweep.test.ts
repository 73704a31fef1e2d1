import { DIALECTS } from '@horarium/core'
import { describe, expect, test } from 'vitest'
import { expectedInstants, type Scan, scanZone, wallClock } from './brute-force.js'
import { standard, timed } from './calendars.js'
import { literalRule } from './literal-rule.js'

const DAY = 86_400_000
const HALF_DAY = DAY / 2
// Two years from the beginning of this month: what this runtime's tz data foresees.
const FROM = Math.floor(new Date().setUTCDate(1) / DAY) * DAY
const UNTIL = FROM + 731 * DAY

// Every kind of field, in the hours in which clocks are changed and on the dates on which they are.
const EXPRESSIONS = [
  '* * * * *',
  '*/20 * * * *',
  '7-59/13 * * * *',
  '0 */2 * * *',
  '15,45 */5 * * *',
  '30 2 * * *',
  '0 0 * * *',
  '0,30 0-3 * * *',
  '*/15 1,2,3 * * *',
  '59 23 * * *',
  '5 22-23/1 * * *',
  '10 1-23/3 * * *',
  '30 1 * * sun',
  '0 3 * mar,oct 0',
  '*/30 2 25-31 * 0',
  '0 2 */3 * *',
  '45 0 8-14 * 1-6/2',
  '1 3 1-31/2 1-12/3 *',
]

interface Place {
  readonly zone: string
  readonly change: number
  /** The same object for all zones whose clocks showed the same. */
  readonly scan: Scan
}

const scans = new Map<string, Scan>()

function placesOf(zone: string): readonly Place[] {
  const wallAt = wallClock(zone)
  const places: Place[] = []
  let before = wallAt(FROM) - FROM
  for (let change = FROM; change <= UNTIL; change += HALF_DAY) {
    const offset = wallAt(change) - change
    if (offset !== before) places.push({ zone, change, scan: shared(scanZone(zone, change)) })
    before = offset
  }
  return places
}

function shared(scan: Scan): Scan {
  const offsets = scan.minutes.map(({ instant, wall }) => wall - instant)
  const runs = offsets.flatMap((offset, index) => (offset === offsets[index - 1] ? [] : [`${index} ${offset}`]))
  const key = [scan.from, ...runs].join()
  scans.set(key, scans.get(key) ?? scan)
  return scans.get(key) ?? scan
}

const PLACES = Intl.supportedValuesOf('timeZone').flatMap(placesOf)
const ZONES = new Set(PLACES.map(({ zone }) => zone))

test('there are zones to sweep', () => {
  expect(ZONES.size).toBeGreaterThan(80)
  expect(PLACES.length).toBeGreaterThan(3 * ZONES.size)
})

describe.each(DIALECTS)('in %s, in every zone that changes its clocks in the next two years', (dialect) => {
  test.each(EXPRESSIONS)('%s is due in the minutes a literal scan finds around every change', (expression) => {
    const rule = literalRule(dialect, expression)
    const expected = new Map([...scans.values()].map((scan) => [scan, expectedInstants(rule, scan).join()]))
    const wrong = PLACES.filter(({ zone, scan }) => {
      const { between } = timed({ ...standard(expression, zone), dialect })
      return between(scan.from, scan.until).join() !== expected.get(scan)
    })
    expect(wrong.map(({ zone, change }) => `${zone} ${new Date(change).toISOString()}`)).toEqual([])
  })

  test.each(['7-59/20 1-22/6 * * *', '30 2 * * 1'])('%s is due as in UTC between two changes', (expression) => {
    const utc = timed({ ...standard(expression), dialect })
    for (const [index, { zone, change }] of PLACES.entries()) {
      const next = PLACES[index + 1]
      const until = next?.zone === zone ? next.change - DAY : UNTIL
      const offset = wallClock(zone)(change) - change
      const { between } = timed({ ...standard(expression, zone), dialect })
      const shifted = utc.between(change + offset, until + offset).map((instant) => instant - offset)
      expect(between(change, until)).toEqual(shifted)
    }
  })
})
