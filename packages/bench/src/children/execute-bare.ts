import { Queue, Worker } from 'bullmq'
import { entryId } from '@horarium/core'
import { addWaiting, BARE_QUEUE, bareConnection } from '../bullmq.js'
import { jobCode } from '../plans.js'
import { rateOf } from '../rounds.js'
import { createCountdown } from './countdown.js'
import type { ExecuteOrder } from './execute-order.js'
import { readOrder, say } from './parent.js'

const { address, concurrency, entries, warmUp } = readOrder() as ExecuteOrder
const countdown = createCountdown()
const connection = bareConnection(address)
const queue = new Queue(BARE_QUEUE, { connection })
const worker = new Worker(BARE_QUEUE, () => Promise.resolve(), { connection, concurrency })
worker.on('completed', countdown.tick)
await worker.waitUntilReady()
await runAdded(warmUp, 0)
say(await runAdded(entries, 1))

/** Jobs added and run by this one process, nothing kept of them; answers jobs/s. */
async function runAdded(count: number, instant: number): Promise<number> {
  const ids = Array.from({ length: count }, (_, index) => entryId(jobCode(index), instant))
  const finished = countdown.from(count)
  return rateOf(count, async () => {
    await addWaiting(queue, ids)
    await finished
  })
}
