import { describe, expect, it } from 'vitest'
import { openTestService } from './support/test-service.js'

describe('GET /api/v1/me', () => {
  it('says that this machine may do anything as long as there is no token', async () => {
    const { ask } = await openTestService()
    expect((await ask('GET', '/api/v1/me')).body).toMatchObject({
      name: 'loopback',
      role: 'configure',
      via: 'loopback',
    })
  })

  it('says whose the token is and what it allows', async () => {
    const { ask, tokenFor } = await openTestService()
    const token = await tokenFor('operate')
    expect((await ask('GET', '/api/v1/me', { token })).body).toMatchObject({
      name: 'token:operate',
      role: 'operate',
      via: 'token',
    })
    expect((await ask('GET', '/api/v1/me')).status).toBe(401)
  })
})
