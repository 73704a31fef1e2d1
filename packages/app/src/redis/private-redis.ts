import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { HorariumError } from '@horarium/core'
import type { RedisBinary } from './find-binary.js'
import { awaitReady, spawnServer } from './launch-server.js'
import { removeSocketFolder, shortSocketPath } from './socket-path.js'

export interface PrivateRedisOrder {
  readonly binary: RedisBinary
  /** Where the server keeps its files; made when needed, never removed. */
  readonly directory: string
  /** Where to listen, `redis.sock` in the directory by default; a path too long for the kernel is replaced. */
  readonly socket?: string
  readonly appendOnly?: boolean
}

/** A server of our own, for tests and short lives. */
export interface PrivateRedis {
  /** The absolute path of its socket. */
  readonly address: string
  readonly pid: number
  /** Asks it to end and waits until it has; what it kept is on disk. Ending twice is fine. */
  stop(): Promise<void>
  /** Ends it at once, as a crash would. */
  kill(): void
}

/** Starts a Redis that listens on a unix socket only, and waits until it answers (about 15 ms). */
export async function startPrivateRedis(order: PrivateRedisOrder): Promise<PrivateRedis> {
  const directory = resolve(order.directory)
  const wanted = resolve(directory, order.socket ?? 'redis.sock')
  const { binary, appendOnly = true } = order
  await mkdir(directory, { recursive: true })
  const address = await shortSocketPath(wanted)
  const launch = { binary, directory, socket: address, appendOnly, life: 'own' } as const
  const server = spawnServer(launch)
  await awaitReady(server, launch)
  const { pid } = server
  if (pid === undefined) throw new HorariumError('internal', 'A server that answers has no process id.')
  const isGone = (): boolean => server.exitCode !== null || server.signalCode !== null
  return {
    address,
    pid,
    stop: async () => {
      if (!isGone()) {
        server.ref()
        const ended = once(server, 'exit')
        server.kill('SIGTERM')
        await ended
      }
      if (address !== wanted) await removeSocketFolder(address)
    },
    kill: () => {
      server.kill('SIGKILL')
    },
  }
}
