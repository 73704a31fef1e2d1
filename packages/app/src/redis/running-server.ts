import { setTimeout as pause } from 'node:timers/promises'
import { HorariumError } from '@horarium/core'
import { identityOf, isAlive, isCertain, type ProcessIdentity } from './process-identity.js'
import { readServerFacts } from './server-facts.js'
import type { ServerRecord } from './server-record.js'
import { stateOf } from './server-state.js'

const LOOK_AGAIN_MS = 10
// A living server may be slow to answer on a crowded machine; replacing it takes it away from everybody.
const SILENCE_MS = 10_000
const BUSY_MS = 120_000
const END_WITHIN_MS = 10_000

/** Whether the server takes commands, waiting for one that is loading or slow. */
export async function isServing({ socket, server }: ServerRecord): Promise<boolean> {
  const [silence, busy] = [AbortSignal.timeout(SILENCE_MS), AbortSignal.timeout(BUSY_MS)]
  for (;;) {
    const state = await stateOf(socket)
    if (state === 'ready') return true
    if (state === 'silent' && (silence.aborted || server === undefined || !isAlive(server))) return false
    if (busy.aborted) throw new HorariumError('redis-unreachable', `The embedded Redis at ${socket} stays busy.`)
    await pause(LOOK_AGAIN_MS)
  }
}

/** Ends the server, if it lives, and waits until it has: gently first, so that it flushes its file. */
export async function endServer(record: ServerRecord): Promise<void> {
  const server = await findProcess(record)
  if (server === undefined) return
  signalTo(server, 'SIGTERM')
  if (await hasEnded(server)) return
  signalTo(server, 'SIGKILL')
  if (await hasEnded(server)) return
  throw new HorariumError('redis-unreachable', `The embedded Redis (process ${server}) cannot be ended.`)
}

async function findProcess({ socket, server }: ServerRecord): Promise<ProcessIdentity | undefined> {
  if (server !== undefined && isCertain(server) && isAlive(server)) return server
  // Its record may be lost, or its pid may have passed to a stranger; then it says itself who it is.
  const facts = await readServerFacts(socket).catch(() => undefined)
  return facts?.pid === undefined ? undefined : identityOf(facts.pid)
}

function signalTo(server: ProcessIdentity, signal: NodeJS.Signals): void {
  if (isAlive(server)) process.kill(Number.parseInt(server, 10), signal)
}

async function hasEnded(server: ProcessIdentity): Promise<boolean> {
  const deadline = AbortSignal.timeout(END_WITHIN_MS)
  while (isAlive(server)) {
    if (deadline.aborted) return false
    await pause(LOOK_AGAIN_MS)
  }
  return true
}
