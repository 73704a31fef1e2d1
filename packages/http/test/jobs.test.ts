import { describe, expect, it } from 'vitest'
import { job, openTestService, type TestService } from './support/test-service.js'

const codesAt = async ({ ask }: TestService, query: string): Promise<unknown> => {
  const { items } = (await ask('GET', `/api/v1/jobs?${query}`)).body
  return (items as readonly { readonly code: string }[]).map(({ code }) => code)
}

describe('GET /api/v1/jobs', () => {
  it('tells of each job what it is, when it runs, how it went and how long it takes', async () => {
    const { ask } = await openTestService({
      jobs: { often: `<label>Often &amp; well</label>${job('ok', '*/5 * * * *')}` },
    })
    await ask('POST', '/trigger/often')
    await ask('POST', '/trigger/often')

    const { items } = (await ask('GET', '/api/v1/jobs?search=OFTEN+well')).body

    expect(items).toMatchObject([
      {
        code: 'often',
        label: 'Often & well',
        schedule: '*/5 * * * *',
        words: 'every 5 minutes',
        module: 'Test_Work',
        lastStatus: 'success',
        successRate: 1,
        runs: 2,
        pause: null,
      },
    ])
    const [row] = items as readonly Record<string, unknown>[]
    expect(row?.['typicalMs']).toBeTypeOf('number')
    expect(row?.['nextRunAt']).toMatch(/^\d{4}-.*:\d[05]:00\.000Z$/)
  })

  it('goes page by page through any order without losing or doubling one', async () => {
    const service = await openTestService({ jobs: { often: job('ok', '* * * * *'), rare: job('ok', '0 0 1 1 *') } })
    await service.ask('POST', '/trigger/broken')
    for (const sort of ['code', '-code', 'label', 'group', 'last', '-last', 'next', '-next']) {
      const whole = await codesAt(service, `sort=${sort}`)
      const paged: unknown[] = []
      let after = ''
      do {
        const { items, next } = (await service.ask('GET', `/api/v1/jobs?sort=${sort}&limit=2${after}`)).body
        paged.push(...(items as readonly { readonly code: string }[]).map(({ code }) => code))
        after = typeof next === 'string' ? `&after=${next}` : ''
      } while (after !== '')
      expect([sort, paged]).toEqual([sort, whole])
    }
    expect(await codesAt(service, 'sort=-last&limit=1')).toEqual(['broken'])
    expect(await codesAt(service, 'sort=next&limit=1')).toEqual(['often'])
  })

  it('shows only what fits', async () => {
    const service = await openTestService({ jobs: { apart: `<group>mail</group>${job('ok')}` } })
    await service.ask('POST', '/trigger/broken')
    await service.ask('POST', '/stop/quiet')
    await service.ask('PUT', '/api/v1/jobs/chatty/pause', { body: { until: '2h' } })

    expect(await codesAt(service, 'last=error')).toEqual(['broken'])
    expect(await codesAt(service, 'last=success')).toEqual([])
    expect(await codesAt(service, 'group=mail')).toEqual(['apart'])
    expect(await codesAt(service, 'status=invalid')).toEqual(['missing'])
    expect(await codesAt(service, 'status=disabled')).toEqual(['quiet'])
    expect(await codesAt(service, 'status=paused')).toEqual(['chatty'])
  })

  it('knows how a job went that was moved to another group since', async () => {
    const service = await openTestService()
    await service.ask('POST', '/trigger/broken')
    await service.ask('PATCH', '/api/v1/jobs/broken', { body: { group: 'mail' } })
    expect(await codesAt(service, 'group=mail&last=error&sort=last')).toEqual(['broken'])
    const { items } = (await service.ask('GET', '/api/v1/jobs?group=mail')).body
    expect(items).toMatchObject([{ lastStatus: 'error', lastReason: 'TypeError: the disk is full' }])
  })

  it.each(['after=nonsense', 'limit=201', 'sort=size', 'colour=red'])('refuses %s', async (query) => {
    const { ask } = await openTestService()
    expect((await ask('GET', `/api/v1/jobs?${query}`)).status).toBe(400)
  })
})

describe('GET /api/v1/jobs/:job', () => {
  it('tells where every value comes from', async () => {
    const { ask } = await openTestService({
      jobs: {
        mail: `<timeout>10m</timeout><params><colour>red</colour><api_key>s3cret</api_key></params>${job('ok')}`,
      },
    })
    await ask('PATCH', '/api/v1/jobs/mail', { body: { schedule: '0 4 * * *', params: { size: '7' } } })

    const { body } = await ask('GET', '/api/v1/jobs/mail')

    const source = expect.stringMatching(/etc\/config\.xml:\d+$/) as unknown
    const values = body['values'] as readonly { readonly leaf: string }[]
    const of = (leaf: string): unknown => values.find((value) => value.leaf === leaf)
    expect(of('schedule/cron_expr')).toMatchObject({ value: '0 4 * * *', origin: 'override', source: 'loopback' })
    expect(of('timeout')).toMatchObject({ value: '10m', origin: 'module', source })
    expect(of('run/model')).toMatchObject({ value: 'test_work/work::ok', origin: 'module', source })
    expect(of('params/colour')).toMatchObject({ value: 'red', origin: 'module', source })
    expect(of('params/api_key')).toMatchObject({ value: '***' })
    expect(of('params/size')).toMatchObject({ value: '7', origin: 'override' })
    expect(of('retries')).toMatchObject({ value: '0', origin: 'default', source: 'built in' })
    expect(body).toMatchObject({ code: 'mail', overrides: 3, params: { colour: 'red', size: '7', api_key: '***' } })
  })

  it('tells the next ten runs with what the clocks do, and whom they meet', async () => {
    const night = `<timezone>Europe/Paris</timezone>${job('ok', '30 2 * * *')}`
    const { ask } = await openTestService({ jobs: { night, twin: night } })
    const next = (await ask('GET', '/api/v1/jobs/night')).body['next'] as readonly Record<string, unknown>[]
    expect(next).toHaveLength(10)
    expect(next[0]).toMatchObject({
      local: {
        time: expect.stringMatching(/T0[23]:[03]0:00$/) as unknown,
        offset: expect.stringMatching(/^\+0[12]:00$/) as unknown,
      },
      meets: { count: 1, first: ['twin'] },
    })
  })

  it('finds a job as people type it, and none that is not there', async () => {
    const { ask } = await openTestService({ jobs: { clean_mail: job('ok') } })
    expect((await ask('GET', '/api/v1/jobs/CleanMail')).body['code']).toBe('clean_mail')
    expect((await ask('GET', '/api/v1/jobs/clean_mial')).status).toBe(404)
  })
})
