import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { HOST } from './server.js'

/** Ports nobody listens on, all different. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const held = await Promise.all(Array.from({ length: count }, hold))
  const ports = held.map(portOf)
  await Promise.all(held.map((server) => once(server.close(), 'close')))
  return ports
}

async function hold(): Promise<Server> {
  const server = createServer().listen(0, HOST)
  await once(server, 'listening')
  return server
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
