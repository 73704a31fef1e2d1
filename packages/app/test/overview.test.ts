import { pauseGroup, pauseJob, readOverview, runPass, setJobActive, upcomingRuns } from '@horarium/app'
import { describe, expect, it } from 'vitest'
import { at, job, jobOf, openTestApp } from './support/test-app.js'

const HOUR = 3_600_000
const { signal } = new AbortController()

describe('the overview', () => {
  it('names a job as overdue whose success has not come, also when nobody looks for alerts any more', async () => {
    const app = await openTestApp({ jobs: { often: `<label>Often</label>${job('*/5 * * * *')}` } })
    await runPass(app, signal)
    expect((await readOverview(app)).overdue.count).toBe(0)
    const late = at(app, app.clock.now() + 3 * HOUR)
    expect((await readOverview(late)).overdue).toMatchObject({
      count: 1,
      first: [{ jobCode: 'often', label: 'Often' }],
    })
  })

  it('expects nothing of a job that is paused', async () => {
    const app = await openTestApp({ jobs: { often: job('*/5 * * * *') } })
    await runPass(app, signal)
    await pauseGroup(app, 'default', { until: app.clock.now() + 5 * HOUR, note: '' })
    const { overdue, nextHour, jobs } = await readOverview(at(app, app.clock.now() + 3 * HOUR))
    expect([overdue.count, nextHour.count, jobs.paused]).toEqual([0, 0, 1])
  })

  it('foresees the next hour as the calendars have it, the earliest first', async () => {
    const jobs = { often: job('*/5 * * * *'), daily: job('0 3 * * *'), still: job('*/5 * * * *'), hand: job('') }
    const app = await openTestApp({ jobs })
    await setJobActive(app, jobOf(app, 'still'), false)
    const { nextHour } = await readOverview(at(app, Date.UTC(2026, 0, 31, 2, 30)))
    expect(nextHour).toMatchObject({ count: 13, isMore: false })
    const instants = nextHour.first.map((run) => run.at)
    expect(instants).toEqual(instants.toSorted((a, b) => a - b))
    expect(nextHour.jobs.map((one) => [one.job.code, one.count])).toEqual([
      ['daily', 1],
      ['often', 12],
    ])
  })

  it('names the same first runs as each calendar asked by itself', async () => {
    const expressions = ['* * * * *', '*/7 * * * *', '*/7 * * * *', '0 * * * *', '30 2 * * *', '5,50 * * * *']
    const codes = ['f', 'b', 'e', 'a', 'd', 'c']
    const jobs = Object.fromEntries(codes.map((code, index) => [code, job(expressions[index] ?? '')]))
    const app = await openTestApp({ jobs })
    await pauseJob(app, jobOf(app, 'f'), { until: app.clock.now() + HOUR / 4, note: '' })
    const { first } = (await readOverview(app)).nextHour
    expect(first.map((run) => ({ jobCode: run.job.code, at: run.at }))).toEqual(upcomingRuns(app, first.length))
    expect(first).toHaveLength(10)
  })

  it('is idle while nobody makes a pass, and says since when and what would have run, of a day at most', async () => {
    const app = await openTestApp({ jobs: { hourly: job('0 * * * *') } })
    expect((await readOverview(app)).idle).toMatchObject({ kind: 'never', jobs: 1 })
    await runPass(app, signal)
    expect((await readOverview(app)).idle).toBeUndefined()
    const { idle } = await readOverview(at(app, app.clock.now() + 72 * HOUR))
    expect(idle).toMatchObject({ kind: 'stopped', missing: { count: 24, isMore: true } })
  })
})
