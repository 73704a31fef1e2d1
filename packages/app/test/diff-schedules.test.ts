import { type DiffOrder, diffSchedules, type JobDiff } from '@horarium/app'
import { describe, expect, it } from 'vitest'
import { jobAt } from './support/definitions.js'

const MINUTE = 60_000
const NOON = Date.UTC(2026, 0, 31, 12)
const hour: DiffOrder = { from: NOON, to: NOON + 60 * MINUTE, limit: 2 }

const minutesOf = ({ appearing, vanishing }: JobDiff): readonly unknown[] =>
  [vanishing, appearing].map(({ count, first }) => [count, ...first.map((at) => (at - NOON) / MINUTE)])

describe('the difference of two configurations', () => {
  it('is the runs that vanish and appear, job by job, with the first of them', () => {
    const diffs = diffSchedules(
      [jobAt('same', '* * * * *'), jobAt('moved', '*/20 * * * *'), jobAt('gone', '5 * * * *')],
      [jobAt('same', '* * * * *'), jobAt('moved', '*/15 * * * *'), jobAt('new', '0,7,14 * * * *')],
      hour,
    )
    expect(diffs.map((diff) => [diff.jobCode, ...minutesOf(diff)])).toEqual([
      ['gone', [1, 5], [0]],
      ['moved', [2, 20, 40], [3, 15, 30]],
      ['new', [0], [3, 0, 7]],
    ])
  })

  it('counts a job that is switched off as gone', () => {
    const [diff] = diffSchedules([jobAt('a', '0 * * * *')], [jobAt('a', '0 * * * *', { status: 'disabled' })], hour)
    expect(diff).toMatchObject({ jobCode: 'a', after: undefined, vanishing: { count: 1 } })
  })

  it('names a job whose calendar is another, even where the window shows no difference', () => {
    const [diff] = diffSchedules([jobAt('a', '0 3 * * *')], [jobAt('a', '0 4 * * *')], hour)
    expect(diff).toMatchObject({ jobCode: 'a', vanishing: { count: 0 }, appearing: { count: 0 } })
  })

  it('goes through a long window without holding it', () => {
    const year = { ...hour, to: NOON + 365 * 24 * 60 * MINUTE }
    const [diff] = diffSchedules([jobAt('a', 60)], [jobAt('a', 30)], year)
    expect(diff).toMatchObject({ appearing: { count: 525_600 }, vanishing: { count: 0 } })
  })
})
