import { setTimeout as pause } from 'node:timers/promises'
import { jobCode, listedJob } from '../plans.js'
import { openBenchCrew } from './bench-crew.js'
import { createCountdown } from './countdown.js'
import { openFineClock } from './fine-clock.js'
import { readOrder, say } from './parent.js'
import { drawInstants, nextSecond, type Punctuality, type PunctualOrder, punctualityOf } from './punctual-order.js'
import { openWorker } from './worker.js'

const order = readOrder() as PunctualOrder
const countdown = createCountdown()
const callOf = await openBenchCrew()
const tellStart = callOf('tellStart')
const worker = await openWorker(order, countdown.tick)
const now = await openFineClock(worker.redis)
const clockwork = worker.startClockwork()
await runPlanned(order.warmUp)
if (order.beside !== undefined) await disturb(order.beside)
say(await runPlanned(order.entries))

/** One entry of each job, written by the clockwork and released by its timer; answers how late they started. */
async function runPlanned(count: number): Promise<Punctuality> {
  const lateness: number[] = []
  const instants = drawInstants(worker.clock.now() + order.leadMs, count, order.everyMs)
  const finished = countdown.from(count)
  worker.plan(
    instants.map((instant, index) =>
      listedJob(jobCode(index), [instant], async (run) => {
        const outcome = await tellStart(run)
        lateness.push(Number(outcome.result) - instant)
        return outcome
      }),
    ),
  )
  clockwork.nudge()
  await finished
  return punctualityOf(lateness, now() - Math.min(...instants))
}

// A group of its own, in the same child processes.
async function disturb(beside: NonNullable<PunctualOrder['beside']>): Promise<void> {
  const other = await openWorker({ ...order, group: 'other' })
  const due = [nextSecond(other.clock.now() + order.leadMs)]
  const jobs =
    beside === 'loop'
      ? [listedJob('bench_loop', due, callOf('loop'))]
      : Array.from({ length: beside.flood }, (_, index) => listedJob(jobCode(index), due, callOf('nothing')))
  other.plan(jobs)
  other.startClockwork()
  if (beside === 'loop') await pause(2 * order.leadMs)
}
