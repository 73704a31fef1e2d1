import { type App, authenticate, hasTokens } from '@horarium/app'
import { allows, type Role } from '@horarium/core'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refusal, type RefusalBody } from './errors.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a caller's token must allow; `open`: nobody need have one. A route without it is not registered. */
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

/** What shows who asks; `loopback`: nothing, as long as there is no token. */
export const VIAS = ['loopback', 'token'] as const
export type Via = (typeof VIAS)[number]

interface Caller {
  readonly caller: string
  readonly role: Role
  readonly via: Via
}

/** A caller who may go on, or why not. */
type Verdict = Caller | { readonly refused: ReturnType<typeof refusal> }

const MINUTE_MS = 60_000
const WRONG_PER_MINUTE = 20
const BEARER = /^Bearer +(\S+)$/i

/**
 * Lets nobody through but whom a route is for. As long as no token exists only this machine is answered, by its own name,
 * so that no page in a browser can talk to it under another; from the first token on every route asks for one.
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

/** Whether somebody may go on now. */
export async function judge(app: App, request: FastifyRequest, role: Role): Promise<Verdict> {
  const { authorization } = request.headers
  if (authorization === undefined) return judgeNobody(app, request)
  const token = await authenticate(app, BEARER.exec(authorization)?.[1] ?? '')
  if (!token) return { refused: refusal(403, 'wrong-token', 'The token is nobody’s: mistyped, or revoked.') }
  if (allows(token.role, role)) return { caller: `token:${token.name}`, role: token.role, via: 'token' }
  return { refused: refusal(403, 'forbidden', `The token ${token.name} may ${token.role}; this asks for ${role}.`) }
}

async function judgeNobody(app: App, request: FastifyRequest): Promise<Verdict> {
  if (await hasTokens(app)) return { refused: refusal(401, 'no-token', 'This asks for a token.') }
  if (!isThisMachine(request.ip))
    return { refused: refusal(401, 'no-token', 'This machine only, until there is a token.') }
  if (!isOwnName(request.hostname)) {
    return { refused: refusal(421, 'unknown-host', `This service is not ${request.hostname}.`) }
  }
  if (isOtherSite(request)) return { refused: refusal(403, 'other-site', 'Pages of other sites are not answered.') }
  return { caller: 'loopback', role: 'configure', via: 'loopback' }
}

/** Whether an address is one that only this machine reaches. */
export function isThisMachine(address: string): boolean {
  return address === '::1' || address === 'localhost' || /^(::ffff:)?127\./.test(address)
}

function isOwnName(hostname: string): boolean {
  return isThisMachine(hostname.replace(/^\[(.*)\]$/, '$1'))
}

// Browsers say so themselves; what is no browser says nothing.
function isOtherSite({ headers, hostname }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  return headers.origin !== undefined && !URL.canParse(headers.origin)
    ? true
    : headers.origin !== undefined && new URL(headers.origin).hostname !== hostname
}

interface Repliable {
  readonly code: (status: number) => { readonly send: (body: RefusalBody) => unknown }
}

function send(reply: Repliable, { status, body }: ReturnType<typeof refusal>): unknown {
  return reply.code(status).send(body)
}
