import { type App, findJob, planOf, runJob, setSetting } from '@horarium/app'
import { describe, expect, it } from 'vitest'
import { job, openTestService, type TestService } from './support/test-service.js'

const PATH = 'system/cron/default/concurrency'
const LIFETIME = 'system/cron/default/history_success_lifetime'

async function runs(app: App, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await runJob(app, findJob(app.configuration().jobs, 'quiet'), { params: {} })
}

function setting({ ask }: TestService, path: string) {
  const url = `/api/v1/settings/${path}`
  return {
    read: async () => (await ask('GET', url)).body,
    put: (body: unknown, version?: unknown) =>
      ask('PUT', url, { body, headers: version === undefined ? {} : { 'if-match': JSON.stringify(version) } }),
    reset: (body: unknown = {}) => ask('DELETE', url, { body }),
  }
}

describe('GET /api/v1/settings', () => {
  it('tells unit, default, range, origin and variable of each, in pages', async () => {
    const { ask } = await openTestService()
    const names: string[] = []
    let after = ''
    do {
      const { body } = await ask('GET', `/api/v1/settings?limit=20${after}`)
      const { items, next } = body as unknown as { items: { path: string }[]; next: string | null }
      names.push(...items.map(({ path }) => path))
      after = next === null ? '' : `&after=${next}`
    } while (after !== '')
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThan(40)
    const { body } = await ask('GET', '/api/v1/settings?search=HISTORY_KEEP')
    const row = { path: 'system/cron/default/history_keep', name: 'history_keep', unit: 'runs', default: '10', min: 0 }
    const variable = 'HORARIUM__SYSTEM__CRON__DEFAULT__HISTORY_KEEP'
    expect(body['items']).toMatchObject([{ ...row, max: 10_000, origin: 'default', group: 'default', variable }])
  })

  it('leaves out other groups and origins', async () => {
    const { app, ask } = await openTestService({ jobs: { other: `<group>slow</group>${job('ok')}` } })
    await setSetting(app, 'system/cron/slow/retries', '2')
    const paths = async (query: string) =>
      ((await ask('GET', `/api/v1/settings?limit=200&${query}`)).body['items'] as { path: string }[]).map(
        ({ path }) => path,
      )
    expect(await paths('origin=override')).toEqual(['system/cron/slow/retries'])
    expect((await paths('group=slow')).every((path) => path.startsWith('system/cron/slow/'))).toBe(true)
  })
})

describe('/api/v1/settings/<path>', () => {
  it('is changed as it was read, by whoever asks, and set back', async () => {
    const service = await openTestService()
    const { read, put, reset } = setting(service, PATH)
    const { version } = await read()

    expect(await put({ value: ' 03 ' }, version)).toMatchObject({ status: 200, body: { setting: { value: '3' } } })

    const overridden = { isOverridden: true, overriddenAt: expect.stringContaining('T') as unknown }
    expect(await read()).toMatchObject({ value: '3', origin: 'override', source: 'loopback', ...overridden })
    expect(await put({ value: '4' }, version)).toMatchObject({ status: 412, body: { code: 'changed-meanwhile' } })
    expect((await reset()).body).toMatchObject({ setting: { value: '8', origin: 'default', isOverridden: false } })
    expect((await reset()).status).toBe(409)
  })

  it.each([
    [PATH, 'many', 400, 'Use a whole number from 1 to 10000'],
    ['system/cron/alert_command', '/bin/true', 400, 'comes from files'],
    ['system/cron/default/schedule_ahead_for', '5', 400, 'would never be written'],
    ['system/cron/default/concurency', '5', 404, 'Did you mean'],
  ])('refuses what cannot be: %s = %s', async (...[path, value, status, sentence]) => {
    const { put } = setting(await openTestService(), path)
    const refused = { status, body: { error: expect.stringContaining(sentence) as unknown } }
    expect([await put({ value }), await put({ value, dryRun: true })]).toMatchObject([refused, refused])
  })

  it('tells what a lifetime would purge, and purges nothing', async () => {
    const service = await openTestService()
    const { app } = service
    await setSetting(app, 'system/cron/default/history_keep', '1')
    await runs(app, 4)
    const { body } = await setting(service, LIFETIME).put({ value: '0', dryRun: true })
    expect(body).toMatchObject({ isDryRun: true, setting: { value: '0', origin: 'override' }, purge: { count: 3 } })
    const { oldest, newest } = body['purge'] as { oldest: string; newest: string }
    expect(Date.parse(newest)).toBeGreaterThan(Date.parse(oldest))
    expect(await setting(service, LIFETIME).read()).toMatchObject({ value: '1440', origin: 'default' })
    expect(await app.redis.zcard(planOf(app.plans(), 'quiet').lane.keys.finished('success'))).toBe(4)
  })

  it('tells which jobs a change concerns, and nothing of a purge where it concerns none', async () => {
    const service = await openTestService()
    const { body } = await setting(service, 'system/cron/default/timezone').put({ value: 'Asia/Tokyo', dryRun: true })
    expect(body).toMatchObject({ purge: null, jobs: expect.arrayContaining(['well', 'broken']) as unknown })
  })

  it('keeps secrets to itself', async () => {
    const service = await openTestService()
    const { put } = setting(service, 'system/cron/alert_webhook_secret')
    expect((await put({ value: 'open sesame' })).body).toMatchObject({ setting: { value: '***', isSecret: true } })
    expect(JSON.stringify((await service.ask('GET', '/api/v1/overrides')).body)).not.toContain('sesame')
  })
})

describe('GET /api/v1/overrides', () => {
  it('tells who laid what over which job or group, and when', async () => {
    const { app, ask } = await openTestService()
    await setSetting(app, PATH, '3')
    await setSetting(app, 'crontab/jobs/well/label', 'Well')
    const { items, next } = (await ask('GET', '/api/v1/overrides?limit=1')).body
    const [first] = items as Record<string, unknown>[]
    expect(first).toMatchObject({ path: 'crontab/jobs/well/label', job: 'well', isOrphan: false, author: app.author })
    const rest = (await ask('GET', `/api/v1/overrides?after=${String(next)}`)).body
    expect(rest).toMatchObject({ items: [{ path: PATH, group: 'default', value: '3', job: null }], next: null })
  })
})
