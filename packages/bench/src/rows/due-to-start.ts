import type { Bench } from '../bench.js'
import { comparePunctuality } from '../punctuality.js'
import { defineRow, type Measured, type Row } from '../row.js'

interface DueToStart {
  readonly p50: number
  readonly p99: number
}

/** How late single entries start, one after another, at random milliseconds. */
export const DUE_TO_START: Row = defineRow<DueToStart>({
  name: 'dueToStartMs',
  measure,
  bars: [
    { what: 'due to start, p50', bar: '', read: ({ p50 }) => `${p50} ms`, isMet: () => true },
    { what: 'due to start, p99', bar: '< 10 ms', read: ({ p99 }) => `${p99} ms`, isMet: ({ p99 }) => p99 < 10 },
  ],
})

async function measure(bench: Bench): Promise<Measured<DueToStart>> {
  const { horarium, bullmq } = await comparePunctuality(bench, {
    concurrency: 50,
    entries: bench.size(200, 30),
    warmUp: bench.size(50, 10),
    everyMs: 40,
    leadMs: bench.size(500, 200),
  })
  return {
    figure: { p50: horarium.p50, p99: horarium.p99 },
    peers: { bullmqP50: bullmq.p50, bullmqP99: bullmq.p99 },
  }
}
