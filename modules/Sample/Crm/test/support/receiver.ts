import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

export interface ReceivedPost {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Somebody who waits for webhooks. */
export interface Receiver {
  readonly url: string
  readonly received: readonly ReceivedPost[]
  /** What it answers; 200 unless set. */
  status: number
}

/** Starts one on this machine; it is stopped after the test. */
export async function startReceiver(): Promise<Receiver> {
  const received: ReceivedPost[] = []
  const state = { status: 200 }
  const server = createServer((request, answer) => {
    void keep(request, received).then(() =>
      answer.writeHead(state.status, { location: '/elsewhere' }).end('as you say'),
    )
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return Object.assign(state, { url: `http://127.0.0.1:${port}/hook`, received })
}

async function keep(request: IncomingMessage, received: ReceivedPost[]): Promise<void> {
  received.push({ headers: request.headers, body: await text(request) })
}
