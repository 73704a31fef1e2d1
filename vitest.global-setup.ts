import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
// The file itself, not the package: a broken neighbour in app must not take everybody's Redis away.
import { findRedisBinary, startPrivateRedis } from './packages/app/dist/redis/index.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** The socket path of a Redis that lives as long as the test run. */
    redisAddress: string
  }
}

/** Starts one private Redis for the whole run; answers what ends it. */
export default async function startTestRedis(project: TestProject): Promise<() => Promise<void>> {
  const binary = await findRedisBinary({
    cacheDirectory: join(import.meta.dirname, '.horarium', 'redis'),
    onNotice: (sentence) => process.stderr.write(`${sentence}\n`),
  })
  const directory = await mkdtemp(join(tmpdir(), 'hz-test-'))
  const redis = await startPrivateRedis({ binary, directory, appendOnly: false })
  const dismissMourner = setMourner(redis.pid, directory)
  project.provide('redisAddress', redis.address)
  return async () => {
    await redis.stop()
    dismissMourner()
    await rm(directory, { recursive: true, force: true })
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
