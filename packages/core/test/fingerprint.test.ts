import { type CalendarSpec, DIALECTS, fingerprintOf } from '@horarium/core'
import { array, assert, constantFrom, type Arbitrary, oneof, property, record, integer, constant } from 'fast-check'
import { describe, expect, it } from 'vitest'

const aField = constantFrom('*', '0', '1', '*/5', 'H', '1-5', 'mon')
const anExpression = record({
  kind: constant('expression' as const),
  expression: array(aField, { minLength: 5, maxLength: 5 }).map((fields) => fields.join(' ')),
  dialect: constantFrom(...DIALECTS),
  timezone: constantFrom('UTC', 'Europe/Berlin'),
  seed: constantFrom('a', 'b'),
})
const everySome = record({ kind: constant('every' as const), seconds: integer({ min: 1, max: 90_000 }) })
const aSpec: Arbitrary<CalendarSpec> = oneof(anExpression, everySome)

const spec = { kind: 'expression', expression: '0 3 * * *', dialect: 'standard', timezone: 'UTC', seed: 'a' } as const

describe('the fingerprint of a calendar', () => {
  it('changes exactly when the calendar does', () => {
    assert(
      property(aSpec, aSpec, (a, b) => {
        expect(fingerprintOf(a) === fingerprintOf(b)).toBe(JSON.stringify(a) === JSON.stringify(b))
      }),
      { numRuns: 1_000 },
    )
  })

  it('changes with each single part', () => {
    const others: readonly CalendarSpec[] = [
      { ...spec, expression: '1 3 * * *' },
      { ...spec, dialect: 'magento2' },
      { ...spec, timezone: 'Asia/Tokyo' },
      { ...spec, seed: 'b' },
      { kind: 'every', seconds: 3 },
    ]

    expect(new Set([spec, ...others].map(fingerprintOf)).size).toBe(6)
  })

  it('changes with what clock changes do, not with a default written down', () => {
    const magento = { ...spec, dialect: 'magento1' } as const

    expect(fingerprintOf({ ...spec, dstGap: 'after', dstRepeat: 'first' })).toBe(fingerprintOf(spec))
    expect(fingerprintOf({ ...magento, dstGap: 'skip', dstRepeat: 'both' })).toBe(fingerprintOf(magento))
    const changed: readonly CalendarSpec[] = [
      { ...spec, dstGap: 'skip' },
      { ...spec, dstRepeat: 'both' },
      { ...spec, dstGap: 'skip', dstRepeat: 'both' },
      { ...magento, dstGap: 'after' },
    ]
    expect(new Set([spec, magento, ...changed].map(fingerprintOf)).size).toBe(6)
  })

  it('changes with jitter, unless it is none', () => {
    const every = { kind: 'every', seconds: 3 } as const
    const jitter = { seconds: 60, seed: 'a' }

    expect(fingerprintOf({ ...spec, jitter: { ...jitter, seconds: 0 } })).toBe(fingerprintOf(spec))
    const changed: readonly CalendarSpec[] = [
      { ...spec, jitter },
      { ...every, jitter },
      { ...every, jitter: { ...jitter, seed: 'b' } },
      { ...every, jitter: { ...jitter, seconds: 61 } },
    ]
    expect(new Set([spec, every, ...changed].map(fingerprintOf)).size).toBe(6)
  })

  it('does not change with the spaces between the fields', () => {
    const written = ['0 3 * * *', ' 0  3 *\t* * ', '0 3\n* * *'].map((expression) =>
      fingerprintOf({ ...spec, expression }),
    )

    expect(new Set(written).size).toBe(1)
  })
})
