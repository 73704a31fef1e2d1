import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
// The file itself, not the package: a broken neighbour in app must not take everybody's Redis away.
import { findRedisBinary, type RedisBinary, startPrivateRedis } from './packages/app/dist/redis/index.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a Redis is that lives as long as the test run: a socket path, or what HORARIUM_TEST_REDIS asks for. */
    redisAddress: string
  }
}

/**
 * Starts one private Redis for the whole run; answers what ends it. With HORARIUM_TEST_REDIS it is a cluster, or a
 * master that Sentinels watch.
 */
export default async function startTestRedis(project: TestProject): Promise<() => Promise<void>> {
  const binary = await findRedisBinary({
    cacheDirectory: join(import.meta.dirname, '.horarium', 'redis'),
    onNotice: (sentence) => process.stderr.write(`${sentence}\n`),
  })
  const directory = await mkdtemp(join(tmpdir(), 'hz-test-'))
  const redis = await startKind(process.env['HORARIUM_TEST_REDIS'] ?? 'single', { binary, directory })
  project.provide('redisAddress', redis.address)
  return async () => {
    await redis.stop()
    await rm(directory, { recursive: true, force: true })
  }
}

interface TestRedis {
  readonly address: string
  readonly stop: () => Promise<void>
}

// What a usual run does not need is not loaded.
async function startKind(kind: string, order: { binary: RedisBinary; directory: string }): Promise<TestRedis> {
  if (kind === 'cluster') return (await import('./packages/cli/test/fleet/cluster.js')).startCluster(order)
  if (kind === 'sentinel') return (await import('./packages/cli/test/fleet/sentinel.js')).startSentinels(order)
  if (kind !== 'single') throw new Error(`HORARIUM_TEST_REDIS is single, cluster or sentinel, not '${kind}'.`)
  const redis = await startPrivateRedis({ ...order, appendOnly: false })
  const dismissMourner = setMourner(redis.pid, order.directory)
  const stop = async (): Promise<void> => {
    await redis.stop()
    dismissMourner()
  }
  return { address: redis.address, stop }
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
