import { type LanePlan, planLane, tend } from '@horarium/engine'
import { openSender } from '@horarium/queue'
import { openInstance, openStoreClock } from '@horarium/store'
import type { Bench } from '../bench.js'
import { median, round } from '../figures.js'
import { type FreshRedis, withFreshRedis } from '../fresh-redis.js'
import { benchLane, benchSettings, jobCode, listedJob, silent } from '../plans.js'
import { defineRow, type Measured, type Row } from '../row.js'
import { clocked, inTurn } from '../rounds.js'

interface EmptyPass {
  readonly at1000: number
  readonly at100000: number
}

const HOUR_MS = 3_600_000
const JOBS = 100
const WARM_UP = 100
const PASSES = 200
// Twice the time for a hundred times the entries would already be a dependence; the rest is noise of the machine.
const ALIKE = 2

/** One look at a lane in which nothing is due, old or lost. */
export const EMPTY_PASS: Row = defineRow<EmptyPass>({
  name: 'emptyPassMs',
  measure,
  bars: [
    {
      what: 'a pass with nothing to do, 1,000 pending',
      bar: '',
      read: ({ at1000 }) => `${at1000} ms`,
      isMet: () => true,
    },
    {
      what: 'a pass with nothing to do, 100,000 pending',
      bar: '< 5 ms',
      read: ({ at100000 }) => `${at100000} ms`,
      isMet: ({ at100000 }) => at100000 < 5,
    },
    {
      what: 'independent of the number pending',
      bar: `< ${ALIKE} x`,
      read: ({ at1000, at100000 }) => `${round(at100000 / at1000, 2)} x`,
      isMet: ({ at1000, at100000 }) => at100000 < ALIKE * at1000,
    },
  ],
})

async function measure(bench: Bench): Promise<Measured<EmptyPass>> {
  const side = (pending: number) => () => withFreshRedis(bench, (fresh) => passEmpty(fresh, pending))
  const { at1000, at100000 } = await inTurn(bench, { at1000: side(1_000), at100000: side(100_000) })
  return { figure: { at1000: round(at1000, 3), at100000: round(at100000, 3) } }
}

/** Answers the median time of a pass, ms. */
async function passEmpty({ redis }: FreshRedis, pending: number): Promise<number> {
  const clock = await openStoreClock(openInstance(redis, 'bench'))
  const plan = planPending(benchLane(redis), clock.now(), pending / JOBS)
  const sender = openSender({ connection: redis, prefix: plan.lane.keys.prefix, onError: () => undefined })
  const ports = { sender, logger: silent, signal: new AbortController().signal }
  // The first look writes everything ahead; from then on there is nothing to do.
  let { memory } = await tend(plan, { now: clock.now(), memory: {} }, ports)
  const times: number[] = []
  for (let pass = 0; pass < WARM_UP + PASSES; pass += 1) {
    const { answer, ms } = await clocked(() => tend(plan, { now: clock.now(), memory }, ports))
    memory = answer.memory
    times.push(ms)
  }
  await sender.close()
  return median(times.slice(WARM_UP))
}

function planPending(lane: LanePlan['lane'], now: number, entriesPerJob: number): LanePlan {
  const jobs = Array.from({ length: JOBS }, (_, index) => {
    const instants = Array.from({ length: entriesPerJob }, (__, at) => now + HOUR_MS + at * 1_000)
    return listedJob(jobCode(index), instants)
  })
  return planLane({ lane, settings: benchSettings({ aheadMs: 2 * HOUR_MS }), revision: 0 }, jobs)
}
