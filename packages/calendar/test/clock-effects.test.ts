import { describe, expect, it } from 'vitest'
import { clockEffects, localTimeAt } from '../src/index.js'
import { magento, stamp, standard } from './calendars.js'

const YEAR = [Date.parse('2026-01-01T00:00Z'), Date.parse('2027-01-01T00:00Z')] as const
const PARIS = 'Europe/Paris'

const effects = (...[spec]: readonly [Parameters<typeof clockEffects>[0]]): readonly string[] =>
  clockEffects(spec, ...YEAR).map(({ at, effect, count }) => `${stamp(at)} ${effect} ${count}`)

describe('what clock changes do to a calendar', () => {
  it.each([
    ['30 2 * * *', ['2026-03-29T01:00Z moved 1']],
    // 03:00 is due itself, so the jumped-over 02:00 has no run of its own.
    ['0 2,3 * * *', ['2026-03-29T01:00Z dropped 1']],
    ['*/15 2 * * *', ['2026-03-29T01:00Z moved 4']],
    ['30 4 * * *', []],
    ['0 * * * *', []],
  ])('is told of %s', (expression, expected) => {
    expect(effects(standard(expression, PARIS))).toEqual(expected)
  })

  it('is told as the job wants it', () => {
    const both = ['2026-03-29T01:00Z dropped 1', '2026-10-25T01:00Z doubled 1']
    expect(effects(magento('magento1', '30 2 * * *', PARIS))).toEqual(both)
    expect(effects({ ...standard('30 2 * * *', PARIS), dstGap: 'skip', dstRepeat: 'both' })).toEqual(both)
  })

  it('is nothing in UTC and for a period', () => {
    expect(effects(standard('30 2 * * *'))).toEqual([])
    expect(effects({ kind: 'every', seconds: 30 })).toEqual([])
  })
})

describe('the clocks of a zone', () => {
  it.each([
    ['2026-10-24T23:59Z', '2026-10-25T01:59Z', undefined],
    ['2026-10-25T00:00Z', '2026-10-25T02:00Z', 'first'],
    ['2026-10-25T00:59Z', '2026-10-25T02:59Z', 'first'],
    ['2026-10-25T01:00Z', '2026-10-25T02:00Z', 'second'],
    ['2026-10-25T02:00Z', '2026-10-25T03:00Z', undefined],
    ['2026-03-29T01:00Z', '2026-03-29T03:00Z', undefined],
  ])('show at %s %s, in the pass %s', (instant, wall, pass) => {
    const local = localTimeAt(PARIS, Date.parse(instant))
    expect([stamp(local?.wall ?? 0), local?.pass]).toEqual([wall, pass])
  })

  it('are not known of a zone that is none', () => {
    expect(localTimeAt('Europe/Nowhere', 0)).toBeUndefined()
  })
})
