import { type Job, Queue, Worker } from 'bullmq'
import { entryId } from '@horarium/core'
import { connectRedis } from '@horarium/store'
import { addDelayed, BARE_QUEUE, bareConnection } from '../bullmq.js'
import { jobCode } from '../plans.js'
import { createCountdown } from './countdown.js'
import { openFineClock } from './fine-clock.js'
import { readOrder, say } from './parent.js'
import { drawInstants, type Punctuality, type PunctualOrder, punctualityOf } from './punctual-order.js'

const { address, concurrency, entries, warmUp, everyMs, leadMs } = readOrder() as PunctualOrder
const countdown = createCountdown()
const now = await openFineClock(connectRedis(address))
const connection = bareConnection(address)
const queue = new Queue(BARE_QUEUE, { connection })
let lateness: number[] = []
const worker = new Worker(
  BARE_QUEUE,
  ({ timestamp, opts }: Job) => {
    lateness.push(now() - timestamp - (opts.delay ?? 0))
    return Promise.resolve()
  },
  { connection, concurrency },
)
worker.on('completed', countdown.tick)
await worker.waitUntilReady()
await runDelayed(warmUp)
say(await runDelayed(entries))

/** Delayed jobs, promoted by BullMQ itself. */
async function runDelayed(count: number): Promise<Punctuality> {
  lateness = []
  const added = Math.floor(now())
  const instants = drawInstants(added + leadMs, count, everyMs)
  const finished = countdown.from(count)
  const jobs = instants.map((dueAt, index) => ({ id: entryId(jobCode(index), dueAt), dueAt }))
  await addDelayed(queue, jobs, added)
  await finished
  return punctualityOf(lateness, now() - Math.min(...instants))
}
