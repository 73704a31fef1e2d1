import { generate } from '@horarium/engine'
import { jobCode, listedJob } from '../plans.js'
import { rateOf } from '../rounds.js'
import { createCountdown } from './countdown.js'
import type { ExecuteOrder } from './execute-order.js'
import { openBenchCrew } from './bench-crew.js'
import { readOrder, say } from './parent.js'
import { nextSecond, SECOND_MS } from './punctual-order.js'
import { openWorker } from './worker.js'

const order = readOrder() as ExecuteOrder
const countdown = createCountdown()
const nothing = (await openBenchCrew())('nothing')
const worker = await openWorker(order, (id, execution) => {
  if (execution !== 'success') throw new Error(`${id} ended ${execution}`)
  countdown.tick()
})
await runDue(order.warmUp, 5)
say(await runDue(order.entries, 1))

/** Due entries, one of each job, from the timetable to the ledger; answers entries/s. */
async function runDue(count: number, secondsAgo: number): Promise<number> {
  // Of a calendar: a whole second.
  const instant = nextSecond(worker.clock.now()) - secondsAgo * SECOND_MS
  const plan = worker.plan(Array.from({ length: count }, (_, index) => listedJob(jobCode(index), [instant], nothing)))
  await generate(plan, instant - 1)
  const finished = countdown.from(count)
  let stop: () => Promise<void> = () => Promise.resolve()
  const perSecond = await rateOf(count, () => {
    const clockwork = worker.startClockwork()
    stop = () => clockwork.stop()
    return finished
  })
  await stop()
  return perSecond
}
