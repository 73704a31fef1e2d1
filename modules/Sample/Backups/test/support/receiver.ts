import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A real HTTP server that keeps what it is sent. */
export interface Receiver {
  readonly url: string
  readonly bodies: readonly unknown[]
  /** What it answers from now on. */
  status: number
}

/** Starts one on this machine; it is stopped after the test. */
export async function startReceiver(): Promise<Receiver> {
  const bodies: unknown[] = []
  const state = { status: 204 }
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (piece: string) => {
      text += piece
    })
    request.on('end', () => {
      bodies.push(JSON.parse(text))
      response.writeHead(state.status).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return Object.assign(state, { url: `http://127.0.0.1:${port}/hook`, bodies })
}
