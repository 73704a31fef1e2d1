import { Worker } from 'bullmq'
import { entryId } from '@horarium/core'
import type { Redis } from '@horarium/store'
import { BARE_QUEUE, bareConnection, withBareQueue } from './bullmq.js'
import type { FreshRedis } from './fresh-redis.js'
import { jobCode } from './plans.js'
import { rateOf } from './rounds.js'
import { longCommands } from './slow-log.js'

export interface PeerPurge {
  readonly perSecond: number
  readonly longestCommandMs: number
}

const CHUNK = 1_000
const CONCURRENCY = 50

/** BullMQ's own `clean` of completed jobs, a thousand a call. */
export function cleanBare({ address, redis }: FreshRedis, count: number): Promise<PeerPurge> {
  return withBareQueue(address, async (queue) => {
    for (let at = 0; at < count; at += CHUNK) {
      await queue.addBulk(
        Array.from({ length: Math.min(CHUNK, count - at) }, (_, index) => {
          return { name: 'e', data: {}, opts: { jobId: entryId(jobCode(at + index), 0) } }
        }),
      )
    }
    await complete(address, count)
    let perSecond = 0
    const [longest = 0] = await longCommands(redis, async () => {
      perSecond = await rateOf(count, async () => {
        let left = count
        while (left > 0) left -= (await queue.clean(0, CHUNK, 'completed')).length
      })
    })
    return { perSecond, longestCommandMs: longest }
  })
}

async function complete(address: string, count: number): Promise<void> {
  const connection = bareConnection(address)
  const worker = new Worker(BARE_QUEUE, () => Promise.resolve(), { connection, concurrency: CONCURRENCY })
  let left = count
  await new Promise<void>((resolve) => {
    worker.on('completed', () => {
      left -= 1
      if (left === 0) resolve()
    })
  })
  await worker.close()
  connection.disconnect()
}

/** The same keys by hand, pipelined, nothing asked before: the least a purge could cost. */
export async function purgeRaw(redis: Redis, count: number): Promise<number> {
  const ids = Array.from({ length: count }, (_, index) => entryId(jobCode(index), 0))
  await inChunks(ids, async (chunk) => {
    const pipeline = redis.pipeline()
    for (const id of chunk) {
      pipeline.zadd('finished', 0, id).zadd(`job:${id.slice(-2)}`, 0, id)
      pipeline.hset(`entry:${id}`, 'status', 'success', 'finishedAt', 0, 'reason', 'handler returned', 'attempt', 1)
    }
    await pipeline.exec()
  })
  return rateOf(count, () =>
    inChunks(ids, async (chunk) => {
      const pipeline = redis.pipeline()
      pipeline.zrem('finished', ...chunk).unlink(...chunk.map((id) => `entry:${id}`))
      for (const id of chunk) pipeline.zrem(`job:${id.slice(-2)}`, id)
      await pipeline.exec()
    }),
  )
}

async function inChunks(ids: readonly string[], work: (chunk: readonly string[]) => Promise<void>): Promise<void> {
  for (let at = 0; at < ids.length; at += CHUNK) await work(ids.slice(at, at + CHUNK))
}
