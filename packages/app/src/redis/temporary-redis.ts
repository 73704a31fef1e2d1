import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RedisBinary } from './find-binary.js'
import { startPrivateRedis } from './private-redis.js'

/** A server that keeps nothing. */
export interface TemporaryRedis {
  /** The absolute path of its socket. */
  readonly address: string
  /** Ends it at once and removes its folder. */
  readonly stop: () => Promise<void>
}

/** Starts an empty Redis in a temporary folder; both are gone when this process is, however it ends. */
export async function startTemporaryRedis(binary: RedisBinary): Promise<TemporaryRedis> {
  const directory = await mkdtemp(join(tmpdir(), 'hz-redis-'))
  const server = await startPrivateRedis({ binary, directory, appendOnly: false })
  const dismissMourner = setMourner(server.pid, directory)
  return {
    address: server.address,
    stop: async () => {
      server.kill()
      await server.stop()
      await dismissMourner()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

// However this process ends (kill -9 too), its end of the pipe closes; whoever reads the other end then clears up.
function setMourner(pid: number, directory: string): () => Promise<void> {
  const script = 'cat >/dev/null; kill -9 "$0"; rm -rf "$1"'
  const mourner = spawn('sh', ['-c', script, String(pid), directory], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  mourner.unref()
  const gone = once(mourner, 'exit').catch(() => undefined)
  return async () => {
    mourner.ref()
    mourner.kill('SIGKILL')
    await gone
    mourner.stdin.destroy()
  }
}
