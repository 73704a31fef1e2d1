import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findRedisBinary, type PrivateRedis, startPrivateRedis } from '@horarium/app'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openTestService, type TestService } from './support/test-service.js'

async function openOnOwnRedis(): Promise<
  TestService & { readonly redis: PrivateRedis; readonly restart: () => Promise<void> }
> {
  const directory = mkdtempSync(join(tmpdir(), 'hz-faults-'))
  const binary = await findRedisBinary({
    cacheDirectory: join(import.meta.dirname, '../../../.horarium/redis'),
    onNotice: () => undefined,
  })
  let redis = await startPrivateRedis({ binary, directory })
  onTestFinished(async () => {
    await redis.stop()
    rmSync(directory, { recursive: true, force: true })
  })
  const restart = async (): Promise<void> => {
    await redis.stop()
    redis = await startPrivateRedis({ binary, directory })
  }
  return { ...(await openTestService({ redis: redis.address })), redis, restart }
}

const PATHS = ['/livez', '/readyz', '/health', '/api/v1/presets']
const statuses = ({ ask }: TestService): Promise<readonly number[]> =>
  Promise.all(PATHS.map(async (path) => (await ask('GET', path)).status))

describe('a service whose Redis', () => {
  it('is gone says so at once, lives on, and is well when it is back', async () => {
    const service = await openOnOwnRedis()
    await service.ask('PUT', '/api/v1/jobs/well/schedule', { body: { preset: 'daily' } })

    service.redis.kill()

    await expect.poll(() => statuses(service)).toEqual([200, 503, 503, 503])
    expect((await service.ask('GET', '/health')).body).toMatchObject({ code: 'redis-unreachable' })
    await service.restart()
    await expect.poll(() => statuses(service)).toEqual([200, 200, 503, 200])
    expect((await service.ask('GET', '/api/v1/jobs/well/schedule')).body).toMatchObject({ preset: 'daily' })
  }, 40_000)

  it('hangs answers all the same, in time', async () => {
    const service = await openOnOwnRedis()
    process.kill(service.redis.pid, 'SIGSTOP')
    onTestFinished(() => void process.kill(service.redis.pid, 'SIGCONT'))
    expect(await statuses(service)).toEqual([200, 503, 503, 503])
  }, 40_000)
})

const CROWD = 3_000
const WAVE = 300

/** Connections that say half a request and wait. */
async function hold(address: string, count: number): Promise<readonly Socket[]> {
  const { hostname, port } = new URL(address)
  const one = (): Promise<Socket> =>
    new Promise((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write('POST /trigger/well HTTP/1.1\r\nHost: x\r\n'))
      socket
        .resume()
        .on('error', () => undefined)
        .once('connect', () => resolve(socket))
        .once('close', () => resolve(socket))
    })
  const sockets: Socket[] = []
  // In waves: what the kernel's own queue does not hold is its business, not ours.
  while (sockets.length < count) sockets.push(...(await Promise.all(Array.from({ length: WAVE }, one))))
  return sockets
}

describe('thousands of connections that never finish their request', () => {
  it('are let go, and then everybody is answered as before', async () => {
    const { ask, service } = await openTestService()

    const sockets = await hold(service.address, CROWD)

    await expect.poll(() => sockets.filter(({ destroyed }) => !destroyed).length, { timeout: 35_000 }).toBe(0)
    expect((await ask('POST', '/trigger/well')).body).toMatchObject({ success: true })
  }, 60_000)
})

describe('a body that never ends', () => {
  it('is refused as soon as it is too long', async () => {
    const { service } = await openTestService()
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(16_384).fill(32)) })
    const sent = fetch(`${service.address}/trigger/well`, {
      method: 'POST',
      body: endless,
      duplex: 'half',
      headers: { 'content-type': 'application/json' },
    } as RequestInit)
    await expect(
      sent.then(
        ({ status }) => status,
        () => 'cut off',
      ),
    ).resolves.toSatisfy((how) => how === 413 || how === 'cut off')
  })
})
