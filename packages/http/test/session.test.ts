import { changePassword, createUser, listAudit, removeUser, revokeToken } from '@horarium/app'
import { describe, expect, it } from 'vitest'
import { cookieOf, FROM_OUR_PAGE, logIn } from './support/browser-session.js'
import { openTestService, type TestService } from './support/test-service.js'

const PASSWORD = 'four words are kept'

async function openWithUser(): Promise<TestService> {
  const service = await openTestService()
  await createUser(service.app, { name: 'anna', role: 'operate', password: PASSWORD })
  return service
}

// A password takes a third of a second of a core each time it is judged.
async function openWithToken(): Promise<{ readonly service: TestService; readonly token: string }> {
  const service = await openTestService()
  return { service, token: await service.tokenFor('operate') }
}

const ANNA = { user: 'anna', password: PASSWORD }

describe('a session', () => {
  it('is opened with a password, and its cookie stands for the user', async () => {
    const service = await openWithUser()
    const asAnna = await logIn(service, ANNA)
    expect((await asAnna('GET', '/api/v1/me')).body).toMatchObject({
      name: 'user:anna',
      role: 'operate',
      via: 'session',
    })
    expect((await asAnna('POST', '/trigger/well')).body).toMatchObject({ success: true })
    expect((await asAnna('POST', '/reload-config')).body).toMatchObject({ code: 'forbidden' })
  })

  it('is opened with a token, and may do what the token may', async () => {
    const service = await openTestService()
    const asToken = await logIn(service, { token: await service.tokenFor('view') })
    expect((await asToken('GET', '/api/v1/me')).body).toMatchObject({
      name: 'token:view',
      role: 'view',
      via: 'session',
    })
  })

  it('has a cookie that no script reads and no other site sends, for https only where there is https', async () => {
    const { ask } = await openWithUser()
    const cookies = await Promise.all(
      [{}, { 'x-forwarded-proto': 'https' }].map(async (headers) => {
        const answer = await ask('POST', '/api/v1/session', { body: ANNA, headers })
        return answer.headers.getSetCookie()[0]?.replace(/^horarium_\d+=[\w-]{43}; /, '')
      }),
    )
    const everywhere = 'Path=/; HttpOnly; SameSite=Strict'
    expect(cookies).toEqual([everywhere, `${everywhere}; Secure`])
  })

  it('keeps only a hash of its secret, for twelve hours from the last request on', async () => {
    const { app, ask } = await openWithUser()
    const { headers } = await ask('POST', '/api/v1/session', { body: ANNA })
    const [, secret = ''] = cookieOf(headers).split('=')
    const [key = '', ...others] = await app.redis.keys(app.instance.keys.session('*'))
    expect([others, key.includes(secret), (await app.redis.get(key))?.includes(secret)]).toEqual([[], false, false])
    await app.redis.pexpire(key, 60_000)
    await ask('GET', '/api/v1/me', { headers: { cookie: cookieOf(headers) } })
    expect(await app.redis.pttl(key)).toBeGreaterThan(11 * 3_600_000)
  })

  it('is over when somebody logs out', async () => {
    const asAnna = await logIn(await openWithUser(), ANNA)
    expect((await asAnna('DELETE', '/api/v1/session')).body).toEqual({ ended: true })
    expect((await asAnna('GET', '/api/v1/me')).body).toMatchObject({ code: 'session-ended' })
    expect((await asAnna('DELETE', '/api/v1/session')).body).toEqual({ ended: false })
  })

  it.each([
    ['is removed', (service: TestService) => removeUser(service.app, 'anna')],
    ['gets another password', (service: TestService) => changePassword(service.app, 'anna', `${PASSWORD} too`)],
  ])('is over when its user %s', async (_, change) => {
    const service = await openWithUser()
    await service.tokenFor('view')
    const asAnna = await logIn(service, ANNA)
    await change(service)
    expect((await asAnna('GET', '/api/v1/me')).status).toBe(401)
  })

  it('is over when its token is revoked', async () => {
    const service = await openWithUser()
    const asToken = await logIn(service, { token: await service.tokenFor('view') })
    await revokeToken(service.app, 'view')
    expect((await asToken('GET', '/api/v1/me')).status).toBe(401)
  })
})

describe('a page of another site', () => {
  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': undefined },
    { 'sec-fetch-site': undefined, origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': undefined, origin: 'null' },
  ])('changes nothing with the cookie: %j', async (said) => {
    const { service, token } = await openWithToken()
    const { headers } = await service.ask('POST', '/api/v1/session', { body: { token } })
    const told = Object.entries(said).filter(([, value]) => value !== undefined)
    const asked = { headers: { ...Object.fromEntries(told), cookie: cookieOf(headers) } }
    expect((await service.ask('POST', '/trigger/well', asked)).body).toMatchObject({ code: 'other-site' })
    expect((await service.ask('DELETE', '/api/v1/session', asked)).status).toBe(403)
  })

  it('does not log anybody in', async () => {
    const { service, token } = await openWithToken()
    const headers = { 'sec-fetch-site': 'cross-site' }
    const answer = await service.ask('POST', '/api/v1/session', { body: { token }, headers })
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []])
  })

  it('is none where a browser tells only its origin, and that is the host', async () => {
    const { service, token } = await openWithToken()
    const { headers } = await service.ask('POST', '/api/v1/session', { body: { token } })
    const asked = { headers: { cookie: cookieOf(headers), origin: service.service.address } }
    expect((await service.ask('POST', '/trigger/well', asked)).status).toBe(200)
  })
})

describe('whoever guesses', () => {
  const WRONG = { user: 'anna', password: 'twelve or more' }

  it('is told the same of a wrong password, an unknown user and a wrong token', async () => {
    const { ask } = await openWithUser()
    const tries = [WRONG, { ...WRONG, user: 'nobody' }, { token: 'hz_x' }]
    const answers = await Promise.all(tries.map((body) => ask('POST', '/api/v1/session', { body })))
    for (const { body } of answers) expect(body).toEqual(answers[0]?.body)
    expect(answers[0]?.body).toMatchObject({ code: 'wrong-credentials' })
  })

  it('is let try twenty times in five minutes, over all processes; then even the right one waits', async () => {
    const { service, token } = await openWithToken()
    const tryToken = async (text: string) => service.ask('POST', '/api/v1/session', { body: { token: text } })
    const statuses: number[] = []
    for (let n = 0; n < 21; n += 1) statuses.push((await tryToken('hz_x')).status)
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 403), 429])
    const right = await tryToken(token)
    expect([right.status, Number(right.headers.get('retry-after')) > 200]).toEqual([429, true])
  })

  it('does not hold up whoever logs in rightly, however often', async () => {
    const service = await openTestService()
    const token = await service.tokenFor('view')
    const statuses = new Set<number>()
    for (let n = 0; n < 25; n += 1) {
      statuses.add((await service.ask('POST', '/api/v1/session', { body: { token } })).status)
    }
    expect([...statuses]).toEqual([200])
  })

  it('is in the audit trail, beside those who were let in, without what they typed', async () => {
    const { app, ask } = await openWithUser()
    for (const body of [WRONG, { ...WRONG, user: 'hunter2 is my password' }, ANNA]) {
      await ask('POST', '/api/v1/session', { body, headers: FROM_OUR_PAGE })
    }
    const lines = await listAudit(app, { limit: 3 })
    expect(lines.map(({ author, action, path }) => [author, action, path])).toEqual([
      ['user:anna', 'session:open', 'session/user:anna'],
      ['127.0.0.1', 'session:refuse', 'session'],
      ['127.0.0.1', 'session:refuse', 'session/user:anna'],
    ])
  })
})
