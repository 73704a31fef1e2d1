import { type App, authenticate, findHolder, hasCredentials, type Holder } from '@horarium/app'
import { allows, type Role } from '@horarium/core'
import type { FastifyRequest } from 'fastify'
import { type Answer, refusal } from './errors.js'
import { isOtherSite, isOwnPage } from './same-site.js'
import { sessionSecret } from './session-cookie.js'

/** What shows who asks; `loopback`: nothing, as long as nobody has a token or a password. */
export const VIAS = ['loopback', 'token', 'session'] as const
export type Via = (typeof VIAS)[number]

export interface Caller {
  readonly caller: string
  readonly role: Role
  readonly via: Via
}

/** A caller who may go on, or why not. */
export type Verdict = Caller | { readonly refused: Answer }

const BEARER = /^Bearer +(\S+)$/i
const HARMLESS: readonly string[] = ['GET', 'HEAD']

/** Whether somebody may do now what asks for a role. */
export async function judge(app: App, request: FastifyRequest, role: Role): Promise<Verdict> {
  const { authorization } = request.headers
  if (authorization !== undefined) return judgeBearer(app, authorization, role)
  const secret = sessionSecret(request)
  const holder = secret === undefined ? undefined : await findHolder(app, secret)
  if (holder) return judgeSession(request, holder, role)
  return judgeNobody(app, request, secret === undefined ? NO_TOKEN : SESSION_ENDED)
}

async function judgeBearer(app: App, authorization: string, role: Role): Promise<Verdict> {
  const token = await authenticate(app, BEARER.exec(authorization)?.[1] ?? '')
  if (!token) return { refused: refusal(403, 'wrong-token', 'The token is nobody’s: mistyped, or revoked.') }
  return judgeRole({ caller: `token:${token.name}`, role: token.role, via: 'token' }, role)
}

// A cookie is sent by a browser unasked: what changes something must come from a page of ours.
function judgeSession(request: FastifyRequest, { name, role }: Holder, wanted: Role): Verdict {
  const isOurs = HARMLESS.includes(request.method) ? !isOtherSite(request) : isOwnPage(request)
  return isOurs ? judgeRole({ caller: name, role, via: 'session' }, wanted) : { refused: OTHER_SITE }
}

function judgeRole(caller: Caller, wanted: Role): Verdict {
  if (allows(caller.role, wanted)) return caller
  const sentence = `${caller.caller.replace(':', ' ')} may ${caller.role}; this asks for ${wanted}.`
  return { refused: refusal(403, 'forbidden', `The ${sentence}`) }
}

const NO_TOKEN = refusal(401, 'no-token', 'This asks for a token, or for a session.')
const SESSION_ENDED = refusal(401, 'session-ended', 'The session has ended.')
/** What a page of another site is told. */
export const OTHER_SITE: Answer = refusal(403, 'other-site', 'Pages of other sites are not answered.')

async function judgeNobody(app: App, request: FastifyRequest, unknown: Answer): Promise<Verdict> {
  if (await hasCredentials(app)) return { refused: unknown }
  if (!isThisMachine(request.ip))
    return { refused: refusal(401, 'no-token', 'This machine only, until there is a token.') }
  if (!isOwnName(request.hostname)) {
    return { refused: refusal(421, 'unknown-host', `This service is not ${request.hostname}.`) }
  }
  if (isOtherSite(request)) return { refused: OTHER_SITE }
  return { caller: 'loopback', role: 'configure', via: 'loopback' }
}

/** Whether an address is one that only this machine reaches. */
export function isThisMachine(address: string): boolean {
  return address === '::1' || address === 'localhost' || /^(::ffff:)?127\./.test(address)
}

function isOwnName(hostname: string): boolean {
  return isThisMachine(hostname.replace(/^\[(.*)\]$/, '$1'))
}
