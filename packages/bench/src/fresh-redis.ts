import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PrivateRedis, startPrivateRedis } from '@horarium/app'
import { connectRedis, type Redis } from '@horarium/store'
import type { Bench } from './bench.js'

/** A private Redis with the flags of the embedded default, empty, for one measurement. */
export interface FreshRedis {
  readonly address: string
  readonly redis: Redis
  /** Ends the server as a crash would; waits until it is gone. */
  readonly crash: () => Promise<void>
  /** Starts a server on the same files; resolves when it answers. */
  readonly restart: () => Promise<void>
}

/** Starts one, hands it over, and clears it up whatever happens. */
export async function withFreshRedis<Answer>(
  { binary }: Bench,
  use: (fresh: FreshRedis) => Promise<Answer>,
): Promise<Answer> {
  const directory = await mkdtemp(join(tmpdir(), 'hz-bench-'))
  let { server, dismissMourner } = await open()
  const redis = connectRedis(server.address)
  // Lost connections are part of one row; whoever waits for an answer sees what matters.
  redis.on('error', () => undefined)
  try {
    return await use({
      address: server.address,
      redis,
      crash: async () => {
        server.kill()
        await server.stop()
        dismissMourner()
      },
      restart: async () => {
        ;({ server, dismissMourner } = await open())
      },
    })
  } finally {
    redis.disconnect()
    // What it kept is thrown away: no reason to wait for a last fsync.
    server.kill()
    await server.stop()
    dismissMourner()
    await rm(directory, { recursive: true, force: true })
  }

  async function open(): Promise<{ readonly server: PrivateRedis; readonly dismissMourner: () => void }> {
    const started = await startPrivateRedis({ binary, directory })
    return { server: started, dismissMourner: setMourner(started.pid, directory) }
  }
}

// However this process ends (kill -9 too), its end of the pipe closes; whoever reads the other end then clears up.
function setMourner(pid: number, directory: string): () => void {
  const script = 'cat >/dev/null; kill -9 "$0"; rm -rf "$1"'
  const mourner = spawn('sh', ['-c', script, String(pid), directory], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  mourner.unref()
  return () => {
    mourner.kill('SIGKILL')
    mourner.stdin.destroy()
  }
}
