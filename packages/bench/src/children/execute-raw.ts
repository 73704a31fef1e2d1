import { entryId } from '@horarium/core'
import { bareConnection } from '../bullmq.js'
import { jobCode } from '../plans.js'
import { rateOf } from '../rounds.js'
import type { ExecuteOrder } from './execute-order.js'
import { readOrder, say } from './parent.js'

const { address, concurrency, entries, warmUp } = readOrder() as ExecuteOrder
const redis = bareConnection(address)
const IDS_PER_PUSH = 1_000

await runPushed(warmUp)
say(await runPushed(entries))

/** The least a queue that loses nothing can be: pushed, moved aside while it is worked on, taken off. */
async function runPushed(count: number): Promise<number> {
  const ids = Array.from({ length: count }, (_, index) => entryId(jobCode(index), 0))
  return rateOf(count, async () => {
    for (let at = 0; at < ids.length; at += IDS_PER_PUSH) {
      await redis.rpush('waiting', ...ids.slice(at, at + IDS_PER_PUSH))
    }
    await Promise.all(Array.from({ length: concurrency }, work))
  })
}

async function work(): Promise<void> {
  for (;;) {
    const id = await redis.lmove('waiting', 'active', 'LEFT', 'RIGHT')
    if (id === null) return
    await redis.lrem('active', 1, id)
  }
}
