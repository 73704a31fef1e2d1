import { setTimeout as pause } from 'node:timers/promises'
import type { Bench } from '../bench.js'
import { type Child, startChild } from '../child.js'
import { median, round } from '../figures.js'
import { type FreshRedis, withFreshRedis } from '../fresh-redis.js'
import { defineRow, type Measured, type Row } from '../row.js'
import { wallClock } from '../wall-clock.js'

interface Return {
  readonly trials: number
  readonly medianMs: number
  readonly longestMs: number
}

const RUNS_BEFORE = 2
const OUTAGE_MS = 3_000

/** Redis killed with -9 and started again on its files: until the first run after it answers. */
export const REDIS_BACK: Row = defineRow<Return>({
  name: 'redisBack',
  measure,
  waits: true,
  bars: [
    {
      what: 'Redis back after an outage to first run, longest',
      bar: '< 3,000 ms',
      read: ({ longestMs }) => `${longestMs} ms`,
      isMet: ({ longestMs }) => longestMs < 3_000,
    },
  ],
})

async function measure(bench: Bench): Promise<Measured<Return>> {
  const trials = bench.size(5, 1)
  const times: number[] = []
  for (let trial = 0; trial < trials; trial += 1) {
    bench.note(`outage ${trial + 1} of ${trials}`)
    times.push(await withFreshRedis(bench, comeBack))
  }
  return { figure: { trials, medianMs: round(median(times)), longestMs: round(Math.max(...times)) } }
}

async function comeBack({ address, crash, restart }: FreshRedis): Promise<number> {
  const child = startChild('steady', { address, concurrency: 8 })
  try {
    for (let run = 0; run < RUNS_BEFORE; run += 1) await child.next()
    await crash()
    await pause(OUTAGE_MS)
    await restart()
    const back = wallClock()
    return (await firstRunAfter(child, back)) - back
  } finally {
    await child.end()
  }
}

// What it said before the crash may still be in the pipe.
async function firstRunAfter(child: Child, instant: number): Promise<number> {
  for (;;) {
    const ran = await child.next<number>()
    if (ran > instant) return ran
  }
}
