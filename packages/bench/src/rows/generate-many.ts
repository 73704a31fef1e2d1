import type { Bench } from '../bench.js'
import { median, round } from '../figures.js'
import { withFreshRedis } from '../fresh-redis.js'
import { type GeneratedHour, generateHour } from '../generate-hour.js'
import { defineRow, type Measured, type Row } from '../row.js'

interface GenerateMany {
  readonly jobs: number
  readonly entries: number
  readonly seconds: number
}

const ROUNDS = 3

/** The whole first hour of a very large instance. */
export const GENERATE_MANY: Row = defineRow<GenerateMany>({
  name: 'generateMany',
  measure,
  bars: [
    {
      what: 'one-hour horizon of 100,000 jobs',
      bar: '< 30 s',
      read: ({ seconds }) => `${seconds} s`,
      isMet: ({ seconds }) => seconds < 30,
    },
  ],
})

async function measure(bench: Bench): Promise<Measured<GenerateMany>> {
  const jobs = bench.size(100_000, 2_000)
  const hours: GeneratedHour[] = []
  for (let turn = 0; turn < Math.min(bench.rounds, ROUNDS); turn += 1) {
    bench.note(`${jobs} jobs, round ${turn + 1}`)
    hours.push(await withFreshRedis(bench, ({ redis }) => generateHour(redis, jobs)))
  }
  const seconds = round(median(hours.map(({ ms }) => ms)) / 1_000, 2)
  return { figure: { jobs, entries: hours[0]?.entries ?? 0, seconds } }
}
