import { listAudit, queryEntries, runPass } from '@horarium/app'
import { describe, expect, it } from 'vitest'
import { job, openTestService } from './support/test-service.js'

describe('PATCH /api/v1/jobs/:job', () => {
  it('tells what it would do, does it, and says who did', async () => {
    const { app, ask } = await openTestService({ jobs: { often: job('ok', '* * * * *') } })
    await runPass(app, new AbortController().signal)
    const body = { schedule: '0 4 * * *', timezone: 'Europe/Paris', policy: { retries: '2' } }

    const tried = await ask('PATCH', '/api/v1/jobs/often', { body: { ...body, dryRun: true } })
    expect(app.configuration().settings.valueOf('crontab/jobs/often/timezone')).toBeUndefined()
    const done = await ask('PATCH', '/api/v1/jobs/often', { body })

    expect(tried.body).toMatchObject({ dryRun: true, nextAfter: expect.arrayContaining([]) as unknown })
    expect(Number(tried.body['withdrawn'])).toBeGreaterThan(10)
    expect(done.body).toMatchObject({
      dryRun: false,
      withdrawn: tried.body['withdrawn'],
      written: tried.body['written'],
    })
    const [line] = await listAudit(app, { limit: 1, path: 'crontab/jobs/often' })
    expect(line).toMatchObject({ author: 'loopback', action: 'set' })
  })

  it('lets nobody change what somebody else has changed meanwhile', async () => {
    const { ask } = await openTestService()
    const { version } = (await ask('GET', '/api/v1/jobs/well')).body
    const headers = { 'if-match': `"${String(version)}"` }
    const first = await ask('PATCH', '/api/v1/jobs/well', { body: { label: 'Mine' }, headers })

    const second = await ask('PATCH', '/api/v1/jobs/well', { body: { label: 'Yours' }, headers })
    const tried = await ask('PATCH', '/api/v1/jobs/well', { body: { label: 'Yours', dryRun: true }, headers })

    expect([second.status, tried.status]).toEqual([412, 412])
    expect(second.body).toMatchObject({
      code: 'changed-meanwhile',
      remedy: expect.stringContaining('again') as unknown,
    })
    const now = (await ask('GET', '/api/v1/jobs/well')).body
    expect(now).toMatchObject({ label: 'Mine', version: first.body['version'] })
  })

  it.each([
    [{}, 'Nothing to set'],
    [{ schedule: '61 * * * *' }, 'Refused'],
    [{ schedule: '' }, 'An empty schedule is none'],
    [{ policy: { overlap: 'queu' } }, 'Did you mean queue'],
    [{ policy: { overlp: 'queue' } }, 'additional properties'],
    [{ handler: 'a/b::c' }, 'additional properties'],
  ])('refuses %j', async (body, sentence) => {
    const { ask } = await openTestService()
    const answer = await ask('PATCH', '/api/v1/jobs/well', { body })
    expect(answer).toMatchObject({ status: 400, body: { error: expect.stringContaining(sentence) as unknown } })
  })
})

describe('DELETE /api/v1/jobs/:job/overrides', () => {
  it('takes back the parts that are named, or all of them', async () => {
    const { ask } = await openTestService()
    const url = '/api/v1/jobs/well/overrides'
    await ask('PATCH', '/api/v1/jobs/well', {
      body: { schedule: '0 4 * * *', label: 'Mine', params: { a: '1', b: '2' } },
    })

    const tried = await ask('DELETE', `${url}?part=schedule&dryRun=true`)
    const parts = await ask('DELETE', `${url}?part=schedule,params/a`)
    expect([tried.body['dryRun'], parts.body['dryRun']]).toEqual([true, false])
    expect((await ask('GET', '/api/v1/jobs/well')).body).toMatchObject({
      schedule: '0 3 * * *',
      label: 'Mine',
      params: { b: '2' },
    })

    expect((await ask('DELETE', url)).status).toBe(200)
    expect((await ask('GET', '/api/v1/jobs/well')).body).toMatchObject({ label: null, params: {}, overrides: 0 })
    expect((await ask('DELETE', url)).status).toBe(409)
    expect((await ask('DELETE', `${url}?part=colour`)).status).toBe(400)
  })
})

describe('PUT and DELETE /api/v1/jobs/:job/pause', () => {
  it('pause a job until an end people type, and let it go on', async () => {
    const { ask } = await openTestService({ jobs: { often: job('ok', '* * * * *') } })
    const url = '/api/v1/jobs/often/pause'

    const tried = await ask('PUT', url, { body: { until: '2h', dryRun: true } })
    expect(tried.body).toMatchObject({
      dryRun: true,
      skips: { jobs: 1, instants: 120, isMore: false },
      job: { pause: null },
    })

    const done = await ask('PUT', url, { body: { until: '2h', note: 'import <b>runs</b>' } })
    expect(done.body).toMatchObject({ job: { pause: { note: 'import <b>runs</b>', author: 'loopback' } } })

    expect((await ask('DELETE', url)).body).toMatchObject({ pause: null })
    expect((await ask('DELETE', url)).status).toBe(409)
    expect((await ask('PUT', url, { body: { until: '2001-01-01' } })).status).toBe(400)
    expect((await ask('PUT', url, { body: { until: 'tomorrow' } })).status).toBe(400)
  })
})

describe('PUT /api/v1/jobs/:job/active', () => {
  it('switches a job off and on, and tells how many entries go or come', async () => {
    const { app, ask } = await openTestService({ jobs: { often: job('ok', '* * * * *') } })
    await runPass(app, new AbortController().signal)
    const url = '/api/v1/jobs/often/active'

    const tried = (await ask('PUT', url, { body: { active: false, dryRun: true } })).body
    const off = (await ask('PUT', url, { body: { active: false } })).body
    const on = (await ask('PUT', url, { body: { active: true } })).body

    expect(tried).toMatchObject({ dryRun: true, withdrawn: off['withdrawn'], job: { status: 'ok' } })
    expect(off).toMatchObject({ written: 0, job: { status: 'disabled' } })
    expect(on).toMatchObject({ withdrawn: 0, written: off['withdrawn'], job: { status: 'ok' } })
    expect((await ask('PUT', '/api/v1/jobs/heart/active', { body: { active: false } })).status).toBe(403)
  })
})

describe('POST /api/v1/jobs/:job/runs', () => {
  it('writes an entry in the name of who asks, of a disabled job too', async () => {
    const { app, ask, tokenFor } = await openTestService({ works: true })
    await ask('PUT', '/api/v1/jobs/well/active', { body: { active: false } })
    const token = await tokenFor('operate')

    const { status, body } = await ask('POST', '/api/v1/jobs/well/runs', { token, body: { params: { colour: 'red' } } })

    expect(status).toBe(202)
    const ended = (): Promise<unknown> => queryEntries(app, { statuses: ['success'], jobCode: 'well', limit: 1 })
    const entry = { id: body['entryId'], source: 'manual', author: 'token:operate', params: { colour: 'red' } }
    await expect.poll(ended).toMatchObject([entry])
  })

  it('refuses who may only look, and what cannot be meant', async () => {
    const { ask, tokenFor } = await openTestService()
    expect((await ask('POST', '/api/v1/jobs/missing/runs', { body: {} })).status).toBe(422)
    expect((await ask('POST', '/api/v1/jobs/well/runs', { body: { target: 'a' } })).status).toBe(400)
    const token = await tokenFor('view')
    expect((await ask('POST', '/api/v1/jobs/well/runs', { token, body: {} })).status).toBe(403)
    expect((await ask('PATCH', '/api/v1/jobs/well', { token, body: { label: 'x' } })).status).toBe(403)
  })
})
