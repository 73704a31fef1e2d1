import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { RedisBinary } from '@horarium/app'
import { connectRedis } from '@horarium/store'

export const HOST = '127.0.0.1'

/** A Redis on a port of its own, started for a test. */
export interface FleetServer {
  readonly port: number
  readonly pid: number
  ask(command: string, ...words: readonly string[]): Promise<unknown>
  /** Ends it at once, as a crash would. */
  kill(): void
  /** Ends it, if it still lives, and waits until it has. */
  stop(): Promise<void>
}

export interface ServerOrder {
  readonly binary: RedisBinary
  readonly directory: string
  readonly port: number
  /** What follows the program's name, apart from the port. */
  readonly words: readonly string[]
}

// The shell ends its child when nobody holds the other end of its input any more, also after kill -9.
const GUARDED = 'log=$1; shift; "$@" >>"$log" 2>&1 & echo $!; cat >/dev/null; kill -9 $!; wait'

/** Starts a server and waits until it answers; it ends with this process at the latest. */
export async function startServer({ binary, directory, port, words }: ServerOrder): Promise<FleetServer> {
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', LD_LIBRARY_PATH: binary.libraryPath }
  const own = [join(directory, `${port}.log`), binary.path, ...words, '--port', String(port), '--bind', HOST]
  const shell = spawn('sh', ['-c', GUARDED, 'sh', ...own], { cwd: directory, env, stdio: ['pipe', 'pipe', 'ignore'] })
  const [pid] = (await once(createInterface({ input: shell.stdout }), 'line')) as [string]
  const redis = connectRedis(`redis://${HOST}:${port}`)
  redis.on('error', () => undefined)
  await redis.ping()
  return {
    port,
    pid: Number(pid),
    ask: (command, ...rest) => redis.call(command, ...rest),
    kill: () => void process.kill(Number(pid), 'SIGKILL'),
    stop: async () => {
      redis.disconnect()
      shell.stdin.end()
      await once(shell, 'exit')
    },
  }
}
