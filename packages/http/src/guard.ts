import type { App } from '@horarium/app'
import type { Role } from '@horarium/core'
import type { FastifyInstance } from 'fastify'
import { type Answer, refusal, type RefusalBody } from './errors.js'
import { judge, type Via } from './judge.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a caller's token or session must allow; `open`: nobody need have one. A route without it is not registered. */
    readonly role?: Role | 'open'
  }
  interface FastifyRequest {
    /** Who asks, as the audit trail names them. */
    caller: string
    /** What they may do. */
    role: Role
    via: Via
  }
}

const MINUTE_MS = 60_000
const WRONG_PER_MINUTE = 20

/**
 * Lets nobody through but whom a route is for. As long as no token or user exists only this machine is answered, by its own name,
 * so that no page in a browser can talk to it under another; from the first one on every route asks for one.
 */
export function addGuard(server: FastifyInstance, app: App): void {
  const countWrong = server.createRateLimit({ max: WRONG_PER_MINUTE, timeWindow: MINUTE_MS })
  server.decorateRequest('caller', '')
  server.decorateRequest('role', 'view')
  server.decorateRequest('via', 'loopback')
  server.addHook('onRoute', ({ url, config }) => {
    if (config?.role === undefined) throw new Error(`the route ${url} does not say whom it is for`)
  })
  server.addHook('onRequest', async (request, reply) => {
    const { role } = request.routeOptions.config
    if (role === undefined || role === 'open') return
    if (app.redis.status !== 'ready') return send(reply, refusal(503, 'redis-unreachable', 'Redis does not answer.'))
    const verdict = await judge(app, request, role)
    if ('caller' in verdict) {
      Object.assign(request, verdict)
      return
    }
    if (verdict.refused.body.code !== 'wrong-token') return send(reply, verdict.refused)
    const limit = await countWrong(request)
    if (limit.isAllowed || !limit.isExceeded) return send(reply, verdict.refused)
    void reply.header('retry-after', limit.ttlInSeconds)
    return send(reply, refusal(429, 'too-many-wrong-tokens', 'Too many wrong tokens came from this address.'))
  })
}

interface Repliable {
  readonly code: (status: number) => { readonly send: (body: RefusalBody) => unknown }
}

function send(reply: Repliable, { status, body }: Answer): unknown {
  return reply.code(status).send(body)
}
