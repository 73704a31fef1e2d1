import { pauseJob, queryEntries, setSetting } from '@horarium/app'
import { describe, expect, it } from 'vitest'
import { CONFIG_XML, job, openTestService } from './support/test-service.js'

describe('GET /api/v1/workers', () => {
  it('tells who takes part and what each runs', async () => {
    const { app, ask } = await openTestService({ works: true })
    const { body } = await ask('POST', '/trigger/slow?async=1')
    await expect.poll(() => queryEntries(app, { statuses: ['running'], limit: 1 })).toHaveLength(1)

    const workers = (await ask('GET', '/api/v1/workers')).body

    const run = { id: body['entryId'], jobCode: 'slow', group: 'default', startedAt: expect.any(String) as unknown }
    const worker = { isAlive: true, executes: true, groups: ['default'], pid: process.pid, runs: [run] }
    expect(workers).toMatchObject({ items: [worker], elsewhere: [] })
  })
})

describe('GET /api/v1/problems', () => {
  it('names the job that is quarantined with file and line, errors before warnings', async () => {
    const { ask } = await openTestService({ jobs: { often: job('ok', '0 0 13 * 5') } })
    const { body } = await ask('GET', '/api/v1/problems')
    const [first] = body['items'] as readonly unknown[]
    const place = { file: expect.stringContaining(CONFIG_XML) as unknown, line: expect.any(Number) as unknown }
    expect(first).toMatchObject({ severity: 'error', job: 'missing', isQuarantined: true, ...place })
    expect(body).toMatchObject({ errors: 1, warnings: 1, quarantined: 1, next: null })
  })

  it('leaves out what is not asked for, and comes in pages', async () => {
    const jobs = { a: job('gone1'), b: job('gone2') }
    const { ask } = await openTestService({ jobs })
    const page = async (query: string) => (await ask('GET', `/api/v1/problems?${query}`)).body
    expect(await page('search=GONE2')).toMatchObject({ items: [{ job: 'b' }], errors: 1 })
    expect(await page('severity=warning')).toMatchObject({ items: [], errors: 0 })
    const { next } = await page('limit=2')
    expect((await page(`limit=2&after=${String(next)}`))['items']).toHaveLength(1)
  })

  it('names the job that Horarium paused as it fails', async () => {
    const { app, ask } = await openTestService()
    const [broken] = app.configuration().jobs.filter(({ code }) => code === 'broken')
    const wish = { until: app.clock.now() + 60_000, note: 'it failed 3 times in a row' }
    if (broken) await pauseJob({ ...app, author: 'horarium' }, broken, wish)
    const { body } = await ask('GET', '/api/v1/problems?search=broken')
    expect(body['items']).toMatchObject([{ job: 'broken', message: expect.stringContaining('3 times') as unknown }])
  })
})

describe('/api/v1/alerts', () => {
  it('tells the channels that are set, and tries one', async () => {
    const { app, ask, logged } = await openTestService()
    await setSetting(app, 'alert_log', '1')
    expect((await ask('GET', '/api/v1/alerts')).body).toEqual({ open: [], undelivered: [], channels: ['log'] })
    expect((await ask('POST', '/api/v1/alerts/test', { body: { channel: 'log' } })).body).toEqual([
      { channel: 'log', error: null },
    ])
    expect(JSON.stringify(logged)).toContain('loopback tries whether this arrives')
    expect((await ask('POST', '/api/v1/alerts/test', { body: { channel: 'smoke' } })).status).toBe(400)
  })
})
