import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import type { Bench } from '../bench.js'
import { startChild } from '../child.js'
import type { ServiceReport } from '../children/service.js'
import { percentile, round } from '../figures.js'
import { withFreshRedis } from '../fresh-redis.js'
import { withFolder, writeModule } from '../module-folders.js'
import { defineRow, type Measured, type Row } from '../row.js'

interface Service extends ServiceReport {
  readonly requests: number
  readonly refused: number
  readonly p50Ms: number
  readonly p99Ms: number
}

// 1,020 runs a minute.
const JOBS = 17
const PER_SECOND = 200
const SETTLE_MS = 3_000

// Of ten requests.
const MIX = [
  ...Array.from({ length: 4 }, () => 'GET /health'),
  ...Array.from({ length: 3 }, () => 'POST /trigger/bench_by_hand?async=1'),
  'GET /api/v1/presets',
  'GET /api/v1/jobs/bench_0/schedule',
  'POST /trigger/bench_by_hand',
]

/** A node that runs a thousand jobs a minute and answers 200 mixed requests a second meanwhile. */
export const SERVICE: Row = defineRow<Service>({
  name: 'service',
  measure,
  bars: [
    {
      what: '200 requests/s beside 1,020 runs/min: p99 of an answer',
      bar: '< 250 ms',
      read: ({ p99Ms }) => `${p99Ms} ms`,
      isMet: ({ p99Ms }) => p99Ms < 250,
    },
    {
      what: 'the same: instants lost, requests refused without reason',
      bar: '0',
      read: ({ lost, refused, instants, requests }) => `${lost} of ${instants}, ${refused} of ${requests}`,
      isMet: ({ lost, refused }) => lost + refused === 0,
    },
  ],
})

async function measure(bench: Bench): Promise<Measured<Service>> {
  const seconds = bench.size(30, 5)
  bench.note(`${seconds} s of ${PER_SECOND} requests/s`)
  return withFolder(async (directory) => {
    const often = Array.from({ length: JOBS }, (_, nth) => ({ code: `bench_${nth}`, expression: '', everySeconds: 1 }))
    await writeModule(directory, 'Often', [...often, { code: 'bench_by_hand', expression: '0 0 29 2 *' }])
    return withFreshRedis(bench, async ({ address }) => {
      const child = startChild('service', { address, directory })
      const url = await child.next<string>()
      await pause(SETTLE_MS)
      child.tell('measure')
      await child.next()
      const { times, refused } = await ask(url, seconds)
      child.tell('enough')
      // What is due goes on to its end.
      await pause(SETTLE_MS)
      child.tell('count')
      const report = await child.next<ServiceReport>()
      await child.end()
      const [p50Ms, p99Ms] = [50, 99].map((percent) => round(percentile(times, percent), 1))
      return { figure: { ...report, requests: times.length, refused, p50Ms: p50Ms ?? 0, p99Ms: p99Ms ?? 0 } }
    })
  })
}

interface Asked {
  readonly times: readonly number[]
  readonly refused: number
}

// At their time whether the ones before are answered or not: who waits for answers asks a slow service seldomer.
async function ask(url: string, seconds: number): Promise<Asked> {
  const times: number[] = []
  let refused = 0
  const one = async (line: string): Promise<void> => {
    const [method = '', path = ''] = line.split(' ')
    const from = performance.now()
    const { status, body } = await fetch(url + path, { method })
    await body?.cancel()
    times.push(performance.now() - from)
    // One job runs once at a time.
    if (status >= 300 && !(status === 409 && method === 'POST')) refused += 1
  }
  const begun = performance.now()
  const asked: Promise<void>[] = []
  for (let nth = 0; nth < seconds * PER_SECOND; nth += 1) {
    const wait = begun + (nth * 1_000) / PER_SECOND - performance.now()
    if (wait > 1) await pause(wait)
    asked.push(one(MIX[nth % MIX.length] ?? ''))
  }
  await Promise.all(asked)
  return { times, refused }
}
