import { describe, expect, it } from 'vitest'
import { job } from './support/module-folder.js'
import { at, linesOf, rehearsed } from './support/rehearsed.js'

const every5 = (more = ''): string => job('*/5 * * * *', 'ok', more)
// Before it begins the timetable is written up to 12:20.
const downtime = [{ from: at('12:07'), to: at('12:41') }]

describe('after a time without any process', () => {
  it('the newest instant is caught up within its lifetime, and what was never written is a gap', async () => {
    const { of, gaps, missed } = await rehearsed({ jobs: { a: every5() }, downtime, to: at('12:50') })
    expect(linesOf(of('a'))).toEqual([
      '12:00 success 12:00-12:00',
      '12:05 success 12:05-12:05',
      '12:10 missed',
      '12:15 missed',
      '12:40 success 12:41-12:41',
      '12:45 success 12:45-12:45',
    ])
    expect(missed('a')).toHaveLength(2)
    expect(gaps).toMatchObject([
      { jobCode: 'a', count: 4, to: at('12:41'), reason: expect.stringContaining('nothing ran') },
    ])
  })

  it.each([
    ['run_all', ['12:30', '12:35', '12:40']],
    ['skip', ['12:40']],
  ])('misfire %s does what it says', async (misfire, expected) => {
    const jobs = { a: every5(`<misfire>${misfire}</misfire><overlap>allow</overlap>`) }
    const shorter = [{ from: at('12:07'), to: at('12:40:30') }]
    const { runs } = await rehearsed({ jobs, downtime: shorter, to: at('12:44') })
    expect(linesOf(runs('a')).slice(2)).toEqual(expected.map((due) => `${due} success 12:40:30-12:40:30`))
  })

  it('a run that was alive is lost with its worker, and its job is free', async () => {
    const { of } = await rehearsed({ jobs: { a: every5() }, downtime, lasts: { a: '3m' }, to: at('12:50') })
    expect(of('a')).toMatchObject([
      { status: 'success' },
      { status: 'error', reason: 'worker lost', startedAt: at('12:05'), finishedAt: at('12:41') },
      ...Array.from({ length: 2 }, () => ({ status: 'missed' })),
      { status: 'success' },
      { status: 'success' },
    ])
  })

  it('a job that is always run has not run meanwhile', async () => {
    const { runs } = await rehearsed({ jobs: { a: job('always') }, downtime })
    expect(runs('a')).toHaveLength(7 + 19)
  })

  it('every instant of a calendar is accounted for, once', async () => {
    const downtimes = [
      { from: at('12:00'), to: at('12:03') },
      { from: at('12:20'), to: at('12:59') },
    ]
    const { of, gaps } = await rehearsed({ jobs: { a: job('* * * * *') }, downtime: downtimes })
    const counted = gaps.reduce((sum, { count }) => sum + count, 0)
    expect(of('a').length + counted).toBe(60)
    expect(of('a').every(({ reason }) => reason !== undefined)).toBe(true)
  })
})
