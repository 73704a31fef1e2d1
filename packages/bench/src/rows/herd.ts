import type { Bench } from '../bench.js'
import { grouped } from '../figures.js'
import { comparePunctuality } from '../punctuality.js'
import { defineRow, type Measured, type Row } from '../row.js'

interface Herd {
  readonly entries: number
  readonly p99Ms: number
  readonly drainMs: number
}

/** Everything due on one instant, one worker process. */
export const HERD: Row = defineRow<Herd>({
  name: 'herd',
  measure,
  bars: [
    {
      what: 'herd on one instant, p99 lateness',
      bar: '< 1,000 ms',
      read: ({ p99Ms }) => `${grouped(p99Ms)} ms`,
      isMet: ({ p99Ms }) => p99Ms < 1_000,
    },
    {
      what: 'herd, until the last has run',
      bar: '',
      read: ({ drainMs }) => `${grouped(drainMs)} ms`,
      isMet: () => true,
    },
  ],
})

async function measure(bench: Bench): Promise<Measured<Herd>> {
  const entries = bench.size(10_000, 1_000)
  const { horarium, bullmq } = await comparePunctuality(bench, {
    concurrency: 50,
    entries,
    warmUp: bench.size(5_000, 500),
    everyMs: 0,
    leadMs: bench.size(3_000, 500),
  })
  return {
    figure: { entries, p99Ms: horarium.p99, drainMs: horarium.drainMs },
    peers: { bullmqP99Ms: bullmq.p99, bullmqDrainMs: bullmq.drainMs },
  }
}
