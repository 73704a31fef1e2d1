import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FIELDS } from '../src/field.js'
import { checkCalendar } from '../src/index.js'
import { readField } from '../src/read-field.js'
import { writeStandard } from '../src/write-standard.js'
import { magento, standard, timed } from './calendars.js'

const ALIKE = 'the dialects do not read'
const M1 = 'magento1'

describe('where the dialects disagree, a warning names the first instant and what to write', () => {
  test.each([
    [
      magento(M1, '1-59/2 * * * *'),
      `${ALIKE} '1-59/2 * * * *' alike: first at 2026-01-01T00:01Z, a minute of standard and magento2, not of magento1`,
      "As magento1: in standard this is written '2-58/2 * * * *'.",
    ],
    [
      standard('1-59/2 * * * *', 'Europe/Berlin'),
      `${ALIKE} '1-59/2 * * * *' alike: first at 2026-01-01T00:01Z (01:01 in Europe/Berlin), a minute of standard and magento2, not of magento1`,
      "Nothing to do if standard is meant. As magento1: in standard this is written '2-58/2 * * * *'.",
    ],
    [
      magento(M1, '0 0 13 * 5'),
      `${ALIKE} '0 0 13 * 5' alike: first at 2026-01-02T00:00Z, a minute of standard, not of magento1 and magento2`,
      'As magento1: standard has no expression for it, as it joins day of month and day of week by OR.',
    ],
    [
      standard('0 0 * * 7'),
      `${ALIKE} '0 0 * * 7' alike: first at 2026-01-04T00:00Z, a minute of standard, not of magento1 and magento2`,
      'Nothing to do if standard is meant. As magento1 and magento2: it never happens.',
    ],
    [
      magento(M1, '0 0 * * Sunday'),
      `${ALIKE} '0 0 * * Sunday' alike: standard refuses it`,
      "As magento1: in standard this is written '0 0 * * 0'.",
    ],
    [
      magento('magento2', '/5 * * * *'),
      `${ALIKE} '/5 * * * *' alike: standard refuses it; magento1 refuses it`,
      "As magento2: in standard this is written '*/5 * * * *'.",
    ],
  ])('%j', (spec, message, remedy) => {
    expect(checkCalendar(spec)).toEqual([{ severity: 'warning', message, remedy }])
  })

  test('also when years go by before they part', () => {
    const [fault] = checkCalendar(magento(M1, '0 0 1,29-30/2 2 *'))
    expect(fault?.message).toContain('first at 2028-02-29T00:00Z, a minute of standard and magento2, not of magento1')
  })
})

describe('nothing is said', () => {
  test.each([
    standard('*/5 * * * *'),
    standard('0 0 * * sun'),
    // At clock changes standard has a rule of its own, which is no other reading.
    standard('30 2 * * *', 'Europe/Berlin'),
    magento(M1, '30 2 * * *', 'Europe/Berlin'),
    // Nobody takes these for Magento's.
    standard('daily'),
    standard('always'),
    standard('H/15 * * * *'),
    standard('0 0 ? * 1'),
    magento(M1, 'always'),
    magento('magento2', '0-59/5 */6 1 1-12/1 *'),
  ])('of %j', (spec) => {
    expect(checkCalendar(spec)).toEqual([])
  })

  test('of the dialects when the expression is refused or the zone unknown', () => {
    expect(checkCalendar(magento(M1, '1-59/2 x * * *'))).toMatchObject([{ severity: 'error' }])
    expect(checkCalendar(magento(M1, '1-59/2 * * * *', 'Mars'))).toMatchObject([{ severity: 'error' }])
    expect(checkCalendar({ kind: 'every', seconds: 60 })).toEqual([])
  })
})

describe('what is written in standard', () => {
  const someOf = (min: number, max: number): fc.Arbitrary<number[]> =>
    fc
      .uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: max - min + 1 })
      .map((values) => values.toSorted((a, b) => a - b))
  const allValues = fc.tuple(...FIELDS.map(({ min, top }) => someOf(min, top)))

  test('is read as the values it was written for', () => {
    fc.assert(
      fc.property(allValues, ([minutes = [], hours = [], days = [], months = []]) => {
        const values = [minutes, hours, days, months, [0, 1, 2, 3, 4, 5, 6]]
        const texts = writeStandard(values)?.split(' ') ?? []
        expect(FIELDS.map((field, index) => readField(field, texts[index] ?? '', '').values)).toEqual(values)
      }),
    )
  })

  test.each([
    ['0/5 */2 * * *', '0 */2 * * *'],
    ['0-40/5 1-23 * * *', '0-40/5 1-23 * * *'],
    ['0,10,11,12,13,40 0 * jan,mar,may *', '0,10-13,40 0 * 1-5/2 *'],
    ['*/30 0,12 1-31 * 1-5', '*/30 */12 * * 1-5'],
    ['59 23 1 1-12 *', '59 23 1 * *'],
  ])('is short: %s becomes %s', (expression, written) => {
    const hour = 3_600_000
    const [theirs, ours] = [timed(magento(M1, expression)), timed(standard(written))]
    expect(ours.between(0, 9000 * hour)).toEqual(theirs.between(0, 9000 * hour))
  })
})

test('what is remembered of an expression is not told of another job that draws H', () => {
  const hashed = (seed: string): string | undefined =>
    checkCalendar({ ...magento('magento2', 'H/30 * * * *'), seed })[0]?.message
  expect(hashed('a_job')).not.toBe(hashed('b_job'))
})
