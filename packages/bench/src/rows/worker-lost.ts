import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { Clockwork, planLane } from '@horarium/engine'
import { openSender } from '@horarium/queue'
import { findEntry, type Lane, openInstance, openStoreClock } from '@horarium/store'
import type { Bench } from '../bench.js'
import { startChild } from '../child.js'
import { median, round } from '../figures.js'
import { type FreshRedis, withFreshRedis } from '../fresh-redis.js'
import { HELD_CODE } from '../held-job.js'
import { benchLane, benchSettings, silent } from '../plans.js'
import { defineRow, type Measured, type Row } from '../row.js'

interface Recovery {
  readonly trials: number
  readonly medianMs: number
  readonly longestMs: number
}

// Leases are extended every two seconds: the worker dies anywhere in between.
const PHASE_MS = 2_000
const LOOK_MS = 10
const GIVE_UP_MS = 30_000

/** A worker process killed with -9 in the middle of a run: until the entry is ended and its job may run again. */
export const WORKER_LOST: Row = defineRow<Recovery>({
  name: 'workerLost',
  measure,
  waits: true,
  bars: [
    {
      what: 'dead worker to entry ended and job free, longest',
      bar: '< 8,000 ms',
      read: ({ longestMs }) => `${longestMs} ms`,
      isMet: ({ longestMs }) => longestMs < 8_000,
    },
  ],
})

async function measure(bench: Bench): Promise<Measured<Recovery>> {
  const trials = bench.size(6, 1)
  bench.note(`${trials} workers at once`)
  const times = await Promise.all(Array.from({ length: trials }, () => withFreshRedis(bench, loseWorker)))
  return { figure: { trials, medianMs: round(median(times)), longestMs: round(Math.max(...times)) } }
}

async function loseWorker({ address, redis }: FreshRedis): Promise<number> {
  const child = startChild('hold', { address, concurrency: 1 })
  const id = await child.next<string>()
  const lane = benchLane(redis)
  const clock = await openStoreClock(openInstance(redis, 'bench'))
  const sender = openSender({ connection: redis, prefix: lane.keys.prefix, onError: () => undefined })
  const plan = planLane({ lane, settings: benchSettings(), revision: 0 }, [])
  const clockwork = new Clockwork({ plan: () => plan, sender, clock, logger: silent })
  await pause(Math.random() * PHASE_MS)
  const killed = performance.now()
  await child.kill()
  while (!(await isFree(lane, id))) {
    if (performance.now() - killed > GIVE_UP_MS) throw new Error(`${id} still runs though its worker is dead.`)
    await pause(LOOK_MS)
  }
  const ms = performance.now() - killed
  await clockwork.stop()
  await sender.close()
  return ms
}

async function isFree(lane: Lane, id: string): Promise<boolean> {
  const entry = await findEntry(lane, id)
  return entry?.status === 'error' && (await lane.redis.hexists(lane.keys.held, HELD_CODE)) === 0
}
