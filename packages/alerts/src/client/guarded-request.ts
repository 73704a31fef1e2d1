import { lookup, type LookupAddress } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { IncomingMessage } from 'node:http'
import { isPublicAddress } from './public-address.js'

export interface Guard {
  /** Whether addresses of this machine and its networks are allowed, too. */
  readonly allowPrivate: boolean
  /** 10 s when it is left out. */
  readonly withinMs?: number
  /** Asks for the addresses of a name; the system's when it is left out. */
  readonly resolve?: Resolve
}

export type Resolve = (host: string, done: (error: Error | null, addresses: readonly LookupAddress[]) => void) => void

export interface GuardedRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

const WITHIN_MS = 10_000
// Nobody reads it; but a connection is better ended by who answers than cut off.
const ANSWER_LIMIT_BYTES = 65_536

/**
 * Asks an address that somebody typed in, and is content with an answer 2xx. No redirect is followed, and unless private
 * addresses are allowed, none is connected to: what the name stands for is judged where the connection takes it from, so
 * that it cannot change in between. Throws a sentence that does not repeat the address, for that may hold a secret.
 */
export async function guardedRequest(wanted: GuardedRequest, guard: Guard): Promise<void> {
  const { withinMs = WITHIN_MS } = guard
  const within = AbortSignal.timeout(withinMs)
  try {
    const answer = await ask(wanted, guard, within)
    const { statusCode = 0 } = answer
    // It has been taken, however long the rest of the answer takes.
    await drain(answer).catch(() => undefined)
    if (statusCode >= 300 && statusCode < 400) throw new Error(`answered ${statusCode}; redirects are not followed`)
    if (statusCode < 200 || statusCode > 299) throw new Error(`answered ${statusCode}`)
  } catch (error) {
    if (within.aborted) throw new Error(`no answer within ${withinMs / 1_000} s`, { cause: error })
    throw error
  }
}

function ask(wanted: GuardedRequest, guard: Guard, signal: AbortSignal): Promise<IncomingMessage> {
  const { url, method, headers = {}, body = '' } = wanted
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error(`${protocol} is not spoken, only http: and https:`)
  refuseLiteral(hostname.replace(/^\[|\]$/g, ''), guard)
  const own = { 'content-length': Buffer.byteLength(body), 'user-agent': 'horarium', ...headers }
  // No agent: no connection of before is used again, whoever it leads to.
  const options = { method, headers: own, agent: false, lookup: guardedLookup(guard), signal } as const
  return new Promise((resolve, reject) => {
    const request = protocol === 'https:' ? requestHttps(url, options, resolve) : requestHttp(url, options, resolve)
    request.on('error', reject)
    request.end(body)
  })
}

function refuseLiteral(host: string, { allowPrivate }: Guard): void {
  const family = isIP(host)
  if (!allowPrivate && (family === 4 || family === 6) && !isPublicAddress(host, family)) throw refusal(host)
}

function guardedLookup({ allowPrivate, resolve = lookupAll }: Guard): LookupFunction {
  return (host, { all }, done) => {
    resolve(host, (error, addresses) => {
      const isOpen = ({ address, family }: LookupAddress): boolean =>
        allowPrivate || isPublicAddress(address, family === 6 ? 6 : 4)
      // One that is closed among those that are open is a trick.
      const closed = addresses.find((one) => !isOpen(one))
      const [first] = addresses
      const failure = error ?? (closed && refusal(closed.address)) ?? (first ? null : new Error('no such host'))
      if (failure || !first) done(failure, '', 4)
      else if (all) done(null, [...addresses])
      else done(null, first.address, first.family)
    })
  }
}

function lookupAll(host: string, done: Parameters<Resolve>[1]): void {
  lookup(host, { all: true, verbatim: true }, (error, addresses) => done(error, addresses ?? []))
}

function refusal(address: string): Error {
  return new Error(`${address} is a private address; alert_webhook_private 1 would allow it`)
}

async function drain(answer: IncomingMessage): Promise<void> {
  let bytes = 0
  for await (const chunk of answer) {
    bytes += (chunk as Buffer).length
    if (bytes > ANSWER_LIMIT_BYTES) break
  }
}
