import { jobCode, listedJob } from '../plans.js'
import { createCountdown } from './countdown.js'
import { openFineClock } from './fine-clock.js'
import { readOrder, say } from './parent.js'
import { drawInstants, type Punctuality, type PunctualOrder, punctualityOf } from './punctual-order.js'
import { openWorker } from './worker.js'

const order = readOrder() as PunctualOrder
const countdown = createCountdown()
const worker = await openWorker(order, countdown.tick)
const now = await openFineClock(worker.redis)
const clockwork = worker.startClockwork()
await runPlanned(order.warmUp)
say(await runPlanned(order.entries))

/** One entry of each job, written by the clockwork and released by its timer; answers how late they started. */
async function runPlanned(count: number): Promise<Punctuality> {
  const lateness: number[] = []
  const instants = drawInstants(worker.clock.now() + order.leadMs, count, order.everyMs)
  const finished = countdown.from(count)
  worker.plan(
    instants.map((instant, index) =>
      listedJob(jobCode(index), [instant], () => {
        lateness.push(now() - instant)
      }),
    ),
  )
  clockwork.nudge()
  await finished
  return punctualityOf(lateness, now() - Math.min(...instants))
}
