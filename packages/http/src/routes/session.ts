import { closeSession, isoOf, openSession } from '@horarium/app'
import { type Static, Type } from 'typebox'
import { Refusal, refusal } from '../errors.js'
import { OTHER_SITE } from '../judge.js'
import { isOtherSite, isOwnPage } from '../same-site.js'
import type { ServiceParts } from '../service.js'
import { endedCookie, sessionCookie, sessionSecret } from '../session-cookie.js'
import { Me } from './me.js'

// Each takes 32 MB for a third of a second.
const AT_ONCE = 4

const Credentials = Type.Union([
  Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) }, { additionalProperties: false }),
  Type.Object(
    {
      user: Type.String({ minLength: 1, maxLength: 64 }),
      password: Type.String({ minLength: 1, maxLength: 1_024 }),
    },
    { additionalProperties: false },
  ),
])
const Ended = Type.Object({ ended: Type.Boolean({ description: 'whether there was one' }) })
export type Credentials = Static<typeof Credentials>

/** Logs in and out: a cookie in the place of a token, for a browser. */
export function sessionRoutes(parts: ServiceParts): void {
  addLogin(parts)
  addLogout(parts)
}

const config = { role: 'open' } as const

function addLogin({ server, app }: ServiceParts): void {
  let checking = 0
  const response = { 200: Me, 400: Refusal, 403: Refusal, 429: Refusal }
  const schema = { summary: 'Log in: the answer sets a cookie', body: Credentials, response }
  server.post('/api/v1/session', { config, schema }, async (request, reply) => {
    if (isOtherSite(request)) return reply.code(403).send(OTHER_SITE.body)
    if (checking >= AT_ONCE) return reply.code(429).header('retry-after', 1).send(TOO_MANY.body)
    checking += 1
    const outcome = await openSession(app, request.body, request.ip).finally(() => (checking -= 1))
    if (outcome.is === 'wrong') return reply.code(403).send(WRONG.body)
    if (outcome.is === 'too-many') {
      return reply
        .code(429)
        .header('retry-after', Math.ceil(outcome.retryInMs / 1_000))
        .send(TOO_MANY.body)
    }
    const { name, role } = outcome.holder
    const me: Me = { name, role, via: 'session', now: isoOf(app.clock.now()) }
    return reply.header('set-cookie', sessionCookie(request, outcome.secret)).send(me)
  })
}

const WRONG = refusal(403, 'wrong-credentials', 'Nobody logs in with that: mistyped, or taken away.')
const TOO_MANY = refusal(429, 'too-many-tries', 'Too many have tried to log in as this user, or from this address.')

function addLogout({ server, app }: ServiceParts): void {
  const schema = { summary: 'Log out', response: { 200: Ended, 403: Refusal } }
  server.delete('/api/v1/session', { config, schema }, async (request, reply) => {
    const secret = sessionSecret(request)
    if (secret !== undefined && !isOwnPage(request)) return reply.code(403).send(OTHER_SITE.body)
    const ended = secret !== undefined && (await closeSession(app, secret))
    return reply.header('set-cookie', endedCookie(request)).send({ ended })
  })
}
