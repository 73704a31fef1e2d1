import { request } from 'node:http'
import { queryEntries, revokeToken } from '@horarium/app'
import { ROLES } from '@horarium/core'
import { openService } from '@horarium/http'
import { describe, expect, it } from 'vitest'
import { openTestService } from './support/test-service.js'

describe('a service without a token', () => {
  it('answers this machine by its own name only', async () => {
    const { service } = await openTestService()
    const askAs = (host: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const asked = request(`${service.address}/health`, { headers: { host } }, ({ statusCode }) =>
          resolve(statusCode),
        )
        asked.on('error', reject).end()
      })
    expect(await Promise.all(['localhost:9667', '127.0.0.1', '[::1]:80', 'evil.example'].map(askAs))).toEqual([
      503, 503, 503, 421,
    ])
  })

  it.each([{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, { origin: 'null' }])(
    'does not answer a page of another site: %j',
    async (headers) => {
      const { app, ask } = await openTestService()
      expect((await ask('POST', '/trigger/well', { headers })).body).toMatchObject({ code: 'other-site' })
      expect(await queryEntries(app, { statuses: ['success'], limit: 1 })).toEqual([])
    },
  )

  it('does not listen beyond this machine', async () => {
    const { app } = await openTestService()
    const opened = openService(app, { port: 0, host: '0.0.0.0', version: '0' })
    await expect(opened).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('token:create') as unknown,
    })
  })
})

describe('a service with tokens', () => {
  it('answers nobody without one, but the probes', async () => {
    const { app, ask, tokenFor } = await openTestService()
    await tokenFor('view')

    const answers = await Promise.all(
      ['/health', '/api/v1/openapi.json', '/livez', '/readyz'].map(async (path) => (await ask('GET', path)).status),
    )
    expect(answers).toEqual([401, 401, 200, 200])
    expect((await ask('POST', '/trigger/well')).body).toMatchObject({ code: 'no-token' })
    expect(await queryEntries(app, { statuses: ['success'], limit: 1 })).toEqual([])
  })

  it('lets each role do what it may', async () => {
    const { ask, tokenFor } = await openTestService()
    const asks = [
      ['GET', '/api/v1/presets'],
      ['POST', '/start/quiet'],
      ['POST', '/reload-config'],
    ] as const
    const may = async (token: string): Promise<readonly boolean[]> =>
      Promise.all(asks.map(async ([method, path]) => (await ask(method, path, { token })).status === 200))

    const tokens = await Promise.all(ROLES.map(tokenFor))
    expect(await Promise.all(tokens.map(may))).toEqual([
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ])
  })

  it('names the bearer as whoever ran a job', async () => {
    const { app, ask, tokenFor } = await openTestService()
    await ask('POST', '/trigger/well', { token: await tokenFor('operate') })
    expect(await queryEntries(app, { statuses: ['success'], limit: 1 })).toMatchObject([{ author: 'token:operate' }])
  })

  it('has what the bearer changes in the audit trail, with what it was before', async () => {
    const { ask, tokenFor } = await openTestService()
    const token = await tokenFor('configure')
    await ask('PUT', '/api/v1/jobs/well/schedule', { token, body: { expression: '5 * * * *' } })

    const { body } = await ask('GET', '/api/v1/audit?limit=9', { token })

    const path = 'crontab/jobs/well/schedule/cron_expr'
    const change = { author: 'token:configure', action: 'set', path, before: '0 3 * * *', after: '5 * * * *' }
    expect(body['items']).toContainEqual(expect.objectContaining(change))
    expect(body['items']).toContainEqual(expect.objectContaining({ action: 'token:create', path: 'token/configure' }))
  })

  it('refuses a wrong one with 403, and after twenty in a minute with 429; a right one goes on', async () => {
    const { ask, tokenFor } = await openTestService()
    const right = await tokenFor('view')
    const wrong = `${right.slice(0, -1)}${right.endsWith('A') ? 'B' : 'A'}`

    const statuses: number[] = []
    for (let n = 0; n < 22; n += 1) statuses.push((await ask('GET', '/api/v1/presets', { token: wrong })).status)

    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 403), 429, 429])
    expect((await ask('GET', '/api/v1/presets', { token: right })).status).toBe(200)
  })

  it('refuses one that was revoked at once', async () => {
    const { app, ask, tokenFor } = await openTestService()
    const [kept, revoked] = [await tokenFor('configure'), await tokenFor('view')]
    await revokeToken(app, 'view')
    expect((await ask('GET', '/api/v1/presets', { token: revoked })).status).toBe(403)
    expect((await ask('GET', '/api/v1/presets', { token: kept })).status).toBe(200)
  })

  it.each(['', 'Basic eDp5', 'Bearer', 'Bearer hz_000000000000_x', `Bearer hz_${'0'.repeat(12)}_${'x'.repeat(43)}`])(
    'refuses the header %j',
    async (authorization) => {
      const { ask, tokenFor } = await openTestService()
      await tokenFor('view')
      expect([401, 403]).toContain((await ask('GET', '/health', { headers: { authorization } })).status)
    },
  )
})
