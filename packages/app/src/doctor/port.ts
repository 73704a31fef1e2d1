import { createServer } from 'node:net'
import { sentenceOf } from '@horarium/core'
import { amiss, fine, type Finding } from './finding.js'

const CHECK = 'port'
const HOST = '127.0.0.1'
const ANSWER_WITHIN_MS = 2_000

/** Whether the service can listen, or does. `readPort` throws when what is set is no port. */
export async function checkPort(readPort: () => number): Promise<Finding> {
  let port: number
  try {
    port = readPort()
  } catch (error) {
    return amiss('error', CHECK, { message: sentenceOf(error), remedy: 'Set CRON_PORT to a number from 1 to 65535.' })
  }
  if (await isFree(port)) return fine(CHECK, `${port} is free`)
  if (await isOurs(port)) return fine(CHECK, `Horarium answers at ${port}`)
  const remedy = 'End it, or set CRON_PORT (or --port) to another; start and serve will not listen there.'
  return amiss('error', CHECK, { message: `${port} is somebody else's`, remedy })
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: HOST, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

async function isOurs(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://${HOST}:${port}/livez`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
    const found: unknown = await answer.json()
    return typeof found === 'object' && found !== null && 'alive' in found && found.alive === true
  } catch {
    return false
  }
}
