import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openReceiver } from '@horarium/queue'
import { connectRedis } from '@horarium/store'
import { expect, onTestFinished, test } from 'vitest'
import { findRedisBinary, type PrivateRedis, startPrivateRedis } from '../../src/redis/index.js'
import { CACHE } from './project.js'

const ignore = (): void => undefined

test('who receives can leave while Redis is away', async () => {
  const redis = await startRedis()
  const connection = connectRedis(redis.address)
  connection.on('error', ignore)
  onTestFinished(() => connection.disconnect())
  const lane = { connection, prefix: 'test:{default}', onError: ignore }
  const receiver = openReceiver({ ...lane, concurrency: 1, onEntry: async () => undefined })
  await expect.poll(async () => String(await connection.client('LIST'))).toContain('cmd=bzpopmin')

  redis.kill()
  // By the third time BullMQ's own connections, which try in step, wait for their next try too.
  let tries = 0
  connection.on('reconnecting', () => {
    tries += 1
  })
  await expect.poll(() => tries).toBeGreaterThan(2)
  await receiver.pause()

  expect(await receiver.close()).toBeUndefined()
})

async function startRedis(): Promise<PrivateRedis> {
  const directory = await mkdtemp(join(tmpdir(), 'hz-away-'))
  const binary = await findRedisBinary({ cacheDirectory: CACHE, onNotice: ignore })
  const redis = await startPrivateRedis({ binary, directory, appendOnly: false })
  onTestFinished(async () => {
    await redis.stop()
    await rm(directory, { recursive: true, force: true })
  })
  return redis
}
