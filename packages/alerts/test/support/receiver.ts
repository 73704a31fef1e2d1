import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What came in. */
export interface Received {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A real HTTP server that notes what it is sent. */
export interface Receiver {
  readonly url: string
  readonly received: readonly Received[]
  /** What it answers from now on; nothing at all for 0. */
  status: number
  /** Waits for the next request. */
  next(): Promise<unknown>
}

/** Starts one on this machine; it is stopped after the test. */
export async function startReceiver(status = 204): Promise<Receiver> {
  const received: Received[] = []
  const news = new EventEmitter()
  const state = { status }
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text
    })
    request.on('end', () => {
      received.push({ method: request.method ?? '', headers: request.headers, body })
      news.emit('request')
      answer(response, state.status)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return Object.assign(state, { url: `http://127.0.0.1:${port}/hook`, received, next: () => once(news, 'request') })
}

function answer(response: ServerResponse, status: number): void {
  if (status === 0) return
  if (status < 300 || status > 399) response.writeHead(status).end()
  else response.writeHead(status, { location: '/elsewhere' }).end()
}
