import type { CalendarSpec } from '@horarium/core'
import { describe, expect, test } from 'vitest'
import { magento, stamp, standard, timed } from './calendars.js'

const NIGHT = '30 2 * * *'
const PARIS = 'Europe/Paris'

const around = (spec: CalendarSpec, date: string): readonly string[] =>
  timed(spec)
    .between(Date.parse(`${date}T00:00Z`) - 43_200_000, Date.parse(`${date}T12:00Z`))
    .map(stamp)

describe('a fixed hour that the clocks jump over', () => {
  const spring = (spec: CalendarSpec): readonly string[] => around(spec, '2026-03-29')

  test('runs after the jump, unless it is told to skip it', () => {
    expect(spring(standard(NIGHT, PARIS))).toEqual(['2026-03-29T01:00Z'])
    expect(spring({ ...standard(NIGHT, PARIS), dstGap: 'after' })).toEqual(['2026-03-29T01:00Z'])
    expect(spring({ ...standard(NIGHT, PARIS), dstGap: 'skip' })).toEqual([])
  })

  test("is left out in Magento's dialects, unless it is told to run after", () => {
    expect(spring(magento('magento1', NIGHT, PARIS))).toEqual([])
    expect(spring({ ...magento('magento1', NIGHT, PARIS), dstGap: 'after' })).toEqual(['2026-03-29T01:00Z'])
  })
})

describe('a fixed hour that comes twice', () => {
  const autumn = (spec: CalendarSpec): readonly string[] => around(spec, '2026-10-25')
  const both = ['2026-10-25T00:30Z', '2026-10-25T01:30Z']

  test('runs in the first pass, unless it is told to run in both', () => {
    expect(autumn(standard(NIGHT, PARIS))).toEqual(['2026-10-25T00:30Z'])
    expect(autumn({ ...standard(NIGHT, PARIS), dstRepeat: 'both' })).toEqual(both)
  })

  test("runs twice in Magento's dialects, unless it is told to run in the first", () => {
    expect(autumn(magento('magento2', NIGHT, PARIS))).toEqual(both)
    expect(autumn({ ...magento('magento2', NIGHT, PARIS), dstRepeat: 'first' })).toEqual(['2026-10-25T00:30Z'])
  })
})

test('the two options are apart', () => {
  const spec = { ...standard(NIGHT, PARIS), dstGap: 'skip', dstRepeat: 'first' } as const
  expect([...around(spec, '2026-03-29'), ...around(spec, '2026-10-25')]).toEqual(['2026-10-25T00:30Z'])
})

test.each(['*', '*/2'])('an hour of %s follows elapsed time whatever the options say', (hour) => {
  const spec = standard(`15 ${hour} * * *`, PARIS)
  const told = { ...spec, dstGap: 'after', dstRepeat: 'first' } as const
  expect(around(told, '2026-03-29')).toEqual(around(spec, '2026-03-29'))
  expect(around(told, '2026-10-25')).toEqual(around(spec, '2026-10-25'))
})
