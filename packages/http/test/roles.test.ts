import { allows, type Role, ROLES } from '@horarium/core'
import { describe, expect, it } from 'vitest'
import { openTestService, type TestService } from './support/test-service.js'

/** A route as the document names it. */
interface Route {
  readonly method: string
  readonly path: string
  readonly role: Role | 'open'
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly 'x-role': Role | 'open' }>>>>
}

async function routesOf({ ask }: TestService): Promise<readonly Route[]> {
  const { body } = await ask('GET', '/api/v1/openapi.json')
  return Object.entries((body as unknown as Document).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { 'x-role': role }]) => ({ method: method.toUpperCase(), path, role })),
  )
}

/** Asks a route with nothing in it that is there; answers whether somebody was let through, whatever became of it. */
async function isLet({ service }: TestService, { method, path }: Route, token?: string): Promise<boolean> {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
  }
  const url = service.address + path.replaceAll(/\{[\w*]+\}/g, 'nothing')
  const hangUp = new AbortController()
  const answer = await fetch(url, {
    method,
    headers,
    signal: hangUp.signal,
    ...(method === 'GET' ? {} : { body: '{}' }),
  })
  const code = [401, 403].includes(answer.status) ? ((await answer.json()) as { readonly code: string }).code : ''
  hangUp.abort()
  return answer.status !== 401 && code !== 'forbidden'
}

describe('every route of the document', () => {
  it('lets each role through, or refuses it, as it declares', async () => {
    const service = await openTestService()
    const routes = await routesOf(service)
    const tokens = await Promise.all(ROLES.map(async (role) => [role, await service.tokenFor(role)] as const))
    for (const route of routes) {
      const { role: wanted } = route
      const seen = await Promise.all(tokens.map(([, token]) => isLet(service, route, token)))
      const declared = ROLES.map((role) => wanted === 'open' || allows(role, wanted))
      expect([route, seen, await isLet(service, route)]).toEqual([route, declared, wanted === 'open'])
    }
    expect(routes.length).toBeGreaterThan(40)
  }, 120_000)

  it('is open, or changes nothing for who may only look, where that is meant', async () => {
    const routes = await routesOf(await openTestService())
    const named = (found: readonly Route[]): readonly string[] => found.map(({ method, path }) => `${method} ${path}`)
    expect(named(routes.filter(({ role }) => role === 'open')).toSorted()).toEqual([
      'DELETE /api/v1/session',
      'GET /livez',
      'GET /readyz',
      'POST /api/v1/session',
    ])
    // It answers what an expression means, and keeps nothing.
    const looks = routes.filter(({ role, method }) => role === 'view' && method !== 'GET')
    expect(named(looks)).toEqual(['POST /api/v1/calendar/preview'])
  })
})
