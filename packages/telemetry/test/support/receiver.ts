import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What was posted to a path. */
export interface Post {
  readonly path: string
  readonly type: string
  readonly body: Buffer
}

export interface Receiver {
  readonly address: string
  readonly posts: readonly Post[]
  /** All spans so far, of posts in JSON. */
  readonly spans: () => readonly Span[]
}

export interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly name: string
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[]
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[]
  readonly status: { readonly code: number; readonly message?: string }
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
}

interface Traces {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[]
}

/** Starts a receiver of OTLP over HTTP that keeps what it is sent. */
export async function startReceiver(status = 200): Promise<Receiver> {
  const posts: Post[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      posts.push({ path: request.url ?? '', type: request.headers['content-type'] ?? '', body: Buffer.concat(chunks) })
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const spans = (): readonly Span[] =>
    posts
      .filter(({ path, type }) => path === '/v1/traces' && type === 'application/json')
      .flatMap(({ body }) => (JSON.parse(String(body)) as Traces).resourceSpans)
      .flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans))
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, posts, spans }
}

/** The attributes of a span by name. */
export function attributesOf({ attributes }: Span): Readonly<Record<string, unknown>> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))
}
