import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { HorariumError } from '@horarium/core'
import { environmentOf, type RedisBinary } from './find-binary.js'
import { stateOf } from './server-state.js'

export interface LaunchOrder {
  readonly binary: RedisBinary
  /** Where the append-only file and the log live; it exists. */
  readonly directory: string
  readonly socket: string
  readonly appendOnly: boolean
  /** `shared` outlives us and hears no Ctrl-C meant for us; `own` is in our process group. */
  readonly life: 'own' | 'shared'
}

const LOG_FILE = 'redis.log'
const LOOK_AGAIN_MS = 5
// A start with a large append-only file takes a second per 100,000 entries.
const READY_WITHIN_MS = 120_000

/** Starts a server on a unix socket; it does not take commands yet. */
export function spawnServer(order: LaunchOrder): ChildProcess {
  const log = openSync(join(order.directory, LOG_FILE), 'a', 0o600)
  const server = spawn(order.binary.path, flagsOf(order), {
    cwd: order.directory,
    detached: order.life === 'shared',
    env: environmentOf(order.binary),
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  server.unref()
  return server
}

/** Waits until a spawned server takes commands; throws `redis-unreachable` with its last words when it ends instead. */
export async function awaitReady(server: ChildProcess, order: LaunchOrder): Promise<void> {
  const deadline = AbortSignal.timeout(READY_WITHIN_MS)
  let failure: unknown
  server.once('error', (error) => {
    failure = error
  })
  while ((await stateOf(order.socket)) !== 'ready') {
    const isGone = server.exitCode !== null || server.signalCode !== null
    if (failure !== undefined || isGone || deadline.aborted) {
      server.kill('SIGKILL')
      throw new HorariumError('redis-unreachable', await lastWords(order), { cause: failure })
    }
    await pause(LOOK_AGAIN_MS)
  }
}

function flagsOf({ socket, directory, appendOnly }: LaunchOrder): string[] {
  const settings: Readonly<Record<string, string>> = {
    port: '0',
    unixsocket: socket,
    unixsocketperm: '700',
    dir: directory,
    appendonly: appendOnly ? 'yes' : 'no',
    appendfsync: 'everysec',
    save: '',
    hz: '100',
    'hash-max-listpack-value': '512',
    'maxmemory-policy': 'noeviction',
    daemonize: 'no',
  }
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
}

async function lastWords({ binary, directory }: LaunchOrder): Promise<string> {
  const log = join(directory, LOG_FILE)
  const words = await readFile(log, 'utf8').catch(() => '')
  const line = words.trim().split('\n').at(-1)
  return `${binary.path} did not start; the last line of ${log} is: ${line || '(nothing)'}.`
}
