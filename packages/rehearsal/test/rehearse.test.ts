import { join } from 'node:path'
import { rehearse } from '@horarium/sdk/testing'
import { describe, expect, inject, it, vi } from 'vitest'
import { job, moduleFolder } from './support/module-folder.js'
import { at, linesOf, rehearsed } from './support/rehearsed.js'

describe('a rehearsed time', () => {
  it('has every instant of a calendar from its beginning to its end, which it leaves out', async () => {
    const work = 'ok({ scheduledAt }) { return scheduledAt }'
    const { entries, gaps, problems } = await rehearsed({ work, jobs: { a: job('*/20 * * * *') } })
    expect(entries).toMatchObject(
      [at('12:00'), at('12:20'), at('12:40')].map((due) => {
        return { scheduledAt: due, startedAt: due, finishedAt: due, status: 'success', result: due.toISOString() }
      }),
    )
    expect({ gaps, problems }).toEqual({ gaps: [], problems: [] })
  })

  it('has all minutes of a day, and of the night in which the clocks are changed', async () => {
    const jobs = { a: job('* * * * *'), b: job('30 2 * * *', 'ok', '<timezone>Europe/Paris</timezone>') }
    const { of } = await rehearsed({ jobs, from: '2026-03-28T23:00:00Z', to: '2026-03-29T22:00:00Z' })
    expect(of('a')).toHaveLength(23 * 60)
    expect(of('b').map(({ scheduledAt }) => scheduledAt)).toEqual([new Date('2026-03-29T01:00:00Z')])
  })

  it('counts seconds where a job does', async () => {
    const { runs } = await rehearsed({ jobs: { a: `<every>90</every>${job('')}` }, to: at('12:05') })
    expect(linesOf(runs('a'))).toEqual(
      ['12:00', '12:01:30', '12:03', '12:04:30'].map((time) => `${time} success ${time}-${time}`),
    )
  })

  it('keeps what each run was given and has said', async () => {
    const work = `ok({ params, log, progress, setMessage }) {
      log.info('sent', { to: params.to }); progress(50); setMessage('half')
      throw new TypeError('no connection')
    }`
    const jobs = { a: job('0 * * * *', 'ok', '<params>to=sales</params>') }
    const { entries } = await rehearsed({ work, jobs })
    expect(entries).toMatchObject([
      {
        status: 'error',
        reason: 'TypeError: no connection',
        error: { name: 'TypeError', message: 'no connection' },
        params: { to: 'sales' },
        lines: [{ level: 'info', message: 'sent', fields: { to: 'sales' } }],
        message: 'half',
        percent: 50,
        attempt: 1,
        source: 'calendar',
      },
    ])
  })

  it('tells its clock before anything happens, so that a test can set that of the machine', async () => {
    const work = 'ok() { return Date.now() }'
    const { runs } = await rehearsed({
      work,
      jobs: { a: job('*/30 * * * *') },
      before: (instant) => vi.setSystemTime(instant),
    }).finally(() => vi.useRealTimers())
    expect(runs('a').map(({ result }) => result)).toEqual([at('12:00').getTime(), at('12:30').getTime()])
  })

  it('starts a Redis of its own where none is given', async () => {
    const modules = [moduleFolder({ jobs: { a: job('0 * * * *') } })]
    expect((await rehearse({ modules, from: at('12:00'), to: at('13:00') })).runs('a')).toHaveLength(1)
  })
})

describe('what a test lays over a module', () => {
  const jobs = { a: job('0 * * * *', 'ok', '<params>to=sales\nlimit=5</params>'), b: job('30 * * * *') }

  it('are the jobs whose calendars count; others run when they are asked for', async () => {
    const work = 'async ok({ jobCode, enqueue }) { if (jobCode === "a") await enqueue("b") }'
    const { entries } = await rehearsed({ work, jobs, chosen: ['a'] })
    expect(entries.map(({ jobCode, source }) => `${jobCode} ${source}`)).toEqual(['a calendar', 'b handler'])
  })

  it('are parameters, by job', async () => {
    const params = { a: { limit: 9, dry: true }, b: { only: 'here' } }
    const { entries } = await rehearsed({ work: 'ok({ params }) { return params }', jobs, params })
    expect(entries.map(({ result }) => result)).toEqual([{ to: 'sales', limit: '9', dry: 'true' }, { only: 'here' }])
  })

  it('are settings as in the site file, and overrides as of an admin over them', async () => {
    const settings = {
      'system/cron/default/timezone': 'Europe/Paris',
      'crontab/jobs/b/schedule/cron_expr': '0 13 * * *',
    }
    const overrides = { 'crontab/jobs/a/schedule/cron_expr': '20 13 * * *' }
    const { entries } = await rehearsed({ jobs, settings, overrides })
    expect(entries.map(({ id }) => id)).toEqual(['b@20260131T120000Z', 'a@20260131T122000Z'])
  })

  it('is the environment, where a guard asks for it', async () => {
    const guarded = { jobs, settings: { 'system/cron/default/environment_guard': '1' } }
    expect((await rehearsed(guarded)).runs('a')).toHaveLength(1)
    const { of } = await rehearsed({ ...guarded, environment: 'staging' })
    expect(of('a')).toMatchObject([{ status: 'skipped', reason: expect.stringContaining('this is staging') }])
  })

  it('are several modules at once, and what they depend on beside them', async () => {
    const files = {
      'Test/Base/etc/config.xml': `<config><crontab><jobs><base>${job('* * * * *')}</base></jobs></crontab></config>`,
      'Test/Other/etc/config.xml': `<config><crontab><jobs><other>${job('0 12 * * *')}</other></jobs></crontab></config>`,
    }
    const more = '<modules><Test_Work><depends><Test_Base/></depends></Test_Work></modules>'
    const folder = moduleFolder({ jobs: { a: job('0 * * * *', 'ok', '<on_success>base</on_success>') }, files, more })
    const modules = [folder, join(folder, '../Other')]
    const { entries } = await rehearse({ modules, from: at('12:00'), to: at('13:00'), redis: inject('redisAddress') })
    expect(entries.map(({ jobCode, source }) => `${jobCode} ${source}`)).toEqual([
      'a calendar',
      'other calendar',
      'base chain',
    ])
  })
})

it('observers are told in this process', async () => {
  const observers = `<crontab><events><cron_schedule_finished><observers><seen>
    <class>test_work/work</class><method>see</method></seen></observers></cron_schedule_finished></events></crontab>`
  const work = 'ok() {}\nasync see({ entry }) { (globalThis.seen ??= []).push(entry.id) }'
  await rehearsed({ jobs: { a: job('*/30 * * * *') }, work, more: observers })
  expect(globalThis).toMatchObject({ seen: ['a@20260131T120000Z', 'a@20260131T123000Z'] })
})
