import { findJob, listJobs, nextInstants, reportJob, runJob, setSetting, upcomingRuns } from '@horarium/app'
import { describe, expect, it } from 'vitest'
import { at, job, jobOf, openTestApp } from './support/test-app.js'

const NOON = Date.UTC(2026, 0, 31, 12)
const MINUTE = 60_000

const JOBS = {
  check_email: job('*/5 * * * *'),
  checkin: job('0 3 * * *'),
  by_hand: job(''),
  a_b: job('always'),
  'a.b': job('61 * * * *'),
}

describe('a job', () => {
  it('is found by its code as people type it', async () => {
    const { jobs } = (await openTestApp({ jobs: JOBS })).configuration()

    for (const typed of ['check_email', 'CheckEmail', 'check-email', 'CHECK.EMAIL', 'checkEmail']) {
      expect(findJob(jobs, typed).code).toBe('check_email')
    }
    expect(findJob(jobs, 'a.b').code).toBe('a.b')
  })

  it.each([
    ['job_5_55', 'job_55_5'],
    ['job5', 'job_5'],
    ['checkemail', 'check_email'],
  ])('called %s is not taken for %s, only named as near', async (typed, code) => {
    const { jobs } = (await openTestApp({ jobs: { [code]: job('') } })).configuration()

    expect(() => findJob(jobs, typed)).toThrow(`No job '${typed}'. Did you mean ${code}?`)
  })

  it('is found whichever way its own code is written', async () => {
    const { jobs } = (await openTestApp({ jobs: { SendHTTPPing: job('') } })).configuration()

    for (const typed of ['send_http_ping', 'SendHttpPing', 'send-http-ping']) {
      expect(findJob(jobs, typed).code).toBe('SendHTTPPing')
    }
  })

  it.each([
    ['check_emial', "No job 'check_emial'. Did you mean check_email?"],
    ['A_B', "No job 'A_B'. Did you mean"],
    ['wholly different', "No job 'wholly different'. See job:list."],
  ])('is not found as %s, and told what is near', async (typed, sentence) => {
    const { jobs } = (await openTestApp({ jobs: JOBS })).configuration()

    expect(() => findJob(jobs, typed)).toThrow(sentence)
  })

  it('has the next instants of its calendar, and none when nothing can be foreseen', async () => {
    const app = at(await openTestApp({ jobs: JOBS }), NOON)

    expect(nextInstants(app, 'check_email', 2)).toEqual([NOON + 5 * MINUTE, NOON + 10 * MINUTE])
    for (const code of ['by_hand', 'a_b', 'a.b']) expect(nextInstants(app, code, 2)).toEqual([])
  })

  it('is listed with its last run and its next', async () => {
    const app = at(await openTestApp({ jobs: JOBS }), NOON)
    await runJob(app, jobOf(app, 'check_email'), { params: {} })

    const listed = await listJobs(app)

    expect(listed.map(({ definition }) => definition.code)).toEqual(['a.b', 'a_b', 'by_hand', 'check_email', 'checkin'])
    expect(listed[3]).toMatchObject({ lastStatus: 'success', lastRunAt: NOON, nextRunAt: NOON + 5 * MINUTE })
    expect(listed[2]).toMatchObject({ lastStatus: undefined, lastRunAt: undefined, nextRunAt: undefined })
  })

  it('is reported with what is set for it, beside the settings of its group', async () => {
    const app = await openTestApp({ jobs: JOBS })
    await setSetting(app, 'crontab/jobs/checkin/timezone', 'Asia/Tokyo')

    const { settings, next, recent } = await reportJob(app, jobOf(app, 'checkin'))

    expect(settings[0]).toMatchObject({ path: 'crontab/jobs/checkin/timezone', origin: 'override' })
    expect(settings.slice(1).every(({ path }) => path.startsWith('system/cron/default/'))).toBe(true)
    expect(next.map((instant) => new Date(instant).getUTCHours())).toEqual([18, 18, 18, 18, 18])
    expect(recent).toEqual([])
  })
})

describe('the next runs of all jobs together', () => {
  it('come earliest first, a job as often as it is due', async () => {
    const app = at(await openTestApp({ jobs: { often: job('* * * * *'), seldom: job('2 * * * *') } }), NOON)

    const runs = upcomingRuns(app, 4).map(({ jobCode, at: instant }) => `${jobCode} ${(instant - NOON) / MINUTE}`)

    expect(runs).toEqual(['often 1', 'often 2', 'seldom 2', 'often 3'])
  })
})
