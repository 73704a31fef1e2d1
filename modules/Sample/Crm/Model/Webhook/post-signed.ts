import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { useAgent } from 'request-filtering-agent'
import type { Batch } from './batches.js'

/** How a request went. */
export interface Posted {
  /** Why it was not taken, in a sentence that does not repeat the address. */
  readonly fault?: string
  /** The receiver says that it is gone for good. */
  readonly isGone: boolean
}

export interface PostOptions {
  /** Whether addresses of this machine and its networks are allowed, too. */
  readonly allowPrivate: boolean
  readonly signal: AbortSignal
}

const WITHIN_MS = 10_000
const GONE = 410

/**
 * Posts the events as one JSON array. `Signature` is, as EspoCRM's receivers know it, the webhook's id and the HMAC-SHA256
 * of the body, in base64. Nothing but 2xx counts as taken, and no redirect is followed.
 */
export async function postSigned({ id, url, secret, events }: Batch, options: PostOptions): Promise<Posted> {
  const body = `[${events.map(({ payload }) => payload).join(',')}]`
  const within = AbortSignal.timeout(WITHIN_MS)
  try {
    const headers = { 'content-type': 'application/json', signature: signatureOf(id, body, secret) }
    const status = await post(url, { headers, body, ...options, signal: AbortSignal.any([within, options.signal]) })
    if (status >= 200 && status <= 299) return { isGone: false }
    return { fault: `answered ${status}`, isGone: status === GONE }
  } catch (error) {
    return { fault: within.aborted ? `no answer within ${WITHIN_MS / 1_000} s` : faultOf(error), isGone: false }
  }
}

/** What proves that a body comes from one who knows the webhook's secret. */
export function signatureOf(id: string, body: string, secret: string): string {
  const hash = createHmac('sha256', secret).update(body).digest('hex')
  return Buffer.from(`${id}:${hash}`).toString('base64')
}

interface Post extends PostOptions {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

async function post(url: string, { headers, body, allowPrivate, signal }: Post): Promise<number> {
  const { protocol } = new URL(url)
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error(`${protocol} is not spoken, only http: and https:`)
  // It judges the address the connection is made to, so that a name cannot change its meaning in between.
  const agent = useAgent(url, { allowPrivateIPAddress: allowPrivate, keepAlive: false })
  const send = protocol === 'https:' ? requestHttps : requestHttp
  const request = send(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    agent,
    signal,
  })
  request.end(body)
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  // Nobody reads it, however much it is.
  answer.destroy()
  return answer.statusCode ?? 0
}

function faultOf(error: unknown): string {
  const { message } = error instanceof Error ? error : new Error(String(error))
  return message.includes('is not allowed') ? 'its address is private; allow_private=1 would allow it' : message
}
