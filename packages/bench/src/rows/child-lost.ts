import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { findEntry } from '@horarium/store'
import type { Bench } from '../bench.js'
import { startChild } from '../child.js'
import { median, round } from '../figures.js'
import { type FreshRedis, withFreshRedis } from '../fresh-redis.js'
import { HELD_CODE, type HeldRun } from '../held-job.js'
import { benchLane } from '../plans.js'
import { defineRow, type Measured, type Row } from '../row.js'

interface Recovery {
  readonly trials: number
  readonly medianMs: number
  readonly longestMs: number
}

const LOOK_MS = 5

/** A child process killed with -9 in the middle of a run: until the entry is ended and its job may run again. */
export const CHILD_LOST: Row = defineRow<Recovery>({
  name: 'childLost',
  measure,
  bars: [
    {
      what: 'dead child to entry ended and job free, longest',
      bar: '< 2,000 ms',
      read: ({ longestMs }) => `${longestMs} ms`,
      isMet: ({ longestMs }) => longestMs < 2_000,
    },
  ],
})

async function measure(bench: Bench): Promise<Measured<Recovery>> {
  const trials = bench.size(10, 1)
  const times: number[] = []
  for (let trial = 0; trial < trials; trial += 1) {
    bench.note(`${trial + 1} of ${trials}`)
    times.push(await withFreshRedis(bench, loseChild))
  }
  return { figure: { trials, medianMs: round(median(times)), longestMs: round(Math.max(...times)) } }
}

async function loseChild({ address, redis }: FreshRedis): Promise<number> {
  const node = startChild('hold-in-child', { address, concurrency: 1 })
  const { id, pid } = await node.next<HeldRun>()
  const lane = benchLane(redis)
  const killed = performance.now()
  process.kill(pid, 'SIGKILL')
  for (let entry = await findEntry(lane, id); entry?.status === 'running'; entry = await findEntry(lane, id)) {
    await pause(LOOK_MS)
  }
  if ((await lane.redis.hexists(lane.keys.held, HELD_CODE)) !== 0) throw new Error(`${id} still holds its job.`)
  const ms = performance.now() - killed
  await node.kill()
  return ms
}
