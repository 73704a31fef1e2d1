import { performance } from 'node:perf_hooks'
import { writeTimetable } from '@horarium/store'
import type { Bench } from '../bench.js'
import { startChild } from '../child.js'
import { grouped, percentile, round } from '../figures.js'
import { type FreshRedis, withFreshRedis } from '../fresh-redis.js'
import { type History, loadHistory, MINUTE_MS } from '../load-history.js'
import { declareUsual, withFolder, writeModule } from '../module-folders.js'
import { benchLane, jobCode } from '../plans.js'
import { defineRow, type Measured, type Row } from '../row.js'

interface Lists {
  /** Of the page that takes longest. */
  readonly p95Ms: number
  readonly slowest: string
}

const WAITING_PER_JOB = 4
const WARMING = 5
const DEEP_PAGES = 50

/** Pages of lists over HTTP, on many jobs and a long history. */
export const LISTS: Row = defineRow<Lists>({
  name: 'lists',
  measure,
  bars: [
    {
      what: 'pages of lists at 10,000 jobs and 1,000,000 finished entries: p95 of the slowest',
      bar: '< 100 ms',
      read: ({ p95Ms, slowest }) => `${p95Ms} ms (${slowest})`,
      isMet: ({ p95Ms }) => p95Ms < 100,
    },
  ],
})

async function measure(bench: Bench): Promise<Measured<Lists>> {
  const jobs = bench.size(10_000, 200)
  const runs = bench.size(100, 10)
  return withFolder(async (directory) => {
    const declared = declareUsual('Usual', jobs).map((job, nth) => ({ ...job, code: jobCode(nth) }))
    await writeModule(directory, 'Usual', declared)
    return withFreshRedis(bench, async (fresh) => {
      bench.note(`${grouped(jobs * runs)} entries`)
      const now = await serverMinute(fresh)
      await load(fresh, { jobs, runs, from: now - runs * MINUTE_MS })
      const child = startChild('service', { address: fresh.address, directory, onlyAnswers: true })
      const url = await child.next<string>()
      const times = await askAll(bench, url)
      await child.kill()
      const [[slowest, { p95Ms }] = ['none', NOTHING]] = Object.entries(times).toSorted(
        ([, a], [, b]) => b.p95Ms - a.p95Ms,
      )
      const each = Object.entries(times).flatMap(([name, of]) => [
        [`${name} p50`, of.p50Ms],
        [`${name} p95`, of.p95Ms],
      ])
      return {
        figure: { p95Ms, slowest },
        peers: { jobCount: jobs, entryCount: jobs * runs, ...Object.fromEntries(each) },
      }
    })
  })
}

async function serverMinute({ redis }: FreshRedis): Promise<number> {
  const [seconds] = await redis.time()
  return Math.floor((Number(seconds) * 1_000) / MINUTE_MS) * MINUTE_MS
}

async function load({ redis }: FreshRedis, history: History): Promise<void> {
  const lane = benchLane(redis)
  await loadHistory(lane, history)
  const fingerprint = 'loaded'
  const at = history.from + (history.runs - 1) * MINUTE_MS
  const add = Array.from({ length: WAITING_PER_JOB }, (_, nth) => at + (nth + 2) * MINUTE_MS)
  const next = { at: add.at(-1) ?? at, fingerprint }
  const codes = Array.from({ length: history.jobs }, (_, nth) => jobCode(nth))
  await writeTimetable(
    lane,
    codes.map((code) => ({ jobCode: code, expected: { at, fingerprint }, next, withdraw: [], add })),
  )
}

interface Times {
  readonly p50Ms: number
  readonly p95Ms: number
}
const NOTHING: Times = { p50Ms: Number.NaN, p95Ms: Number.NaN }

async function askAll(bench: Bench, url: string): Promise<Readonly<Record<string, Times>>> {
  const deep = await cursorBehind(url, DEEP_PAGES)
  const paths = {
    finished: '/api/v1/entries?status=success,error,missed,skipped,killed',
    deep: `/api/v1/entries?status=success&after=${deep}`,
    large: '/api/v1/entries?status=success&limit=200',
    waiting: '/api/v1/entries?status=pending',
    ofJob: `/api/v1/entries?job=${jobCode(7)}`,
    rare: `/api/v1/entries?search=${jobCode(7)}`,
    noneFits: '/api/v1/entries?search=nobody',
    noneOfSource: '/api/v1/entries?source=chain&status=success',
    runs: '/api/v1/runs',
    logs: '/api/v1/logs',
    noLogFits: '/api/v1/logs?words=nobody',
    jobs: '/api/v1/jobs',
    jobsFound: '/api/v1/jobs?search=000007',
    jobsByLastRun: '/api/v1/jobs?sort=last',
    jobsByStatus: '/api/v1/jobs?last=success',
    jobsFailed: '/api/v1/jobs?last=error',
    groups: '/api/v1/groups',
    overview: '/api/v1/overview',
    problems: '/api/v1/problems',
    settings: '/api/v1/settings',
    audit: '/api/v1/audit',
  }
  const times: Record<string, Times> = {}
  for (const [name, path] of Object.entries(paths)) {
    bench.note(name)
    times[name] = await timesOf(url + path, bench.size(40, 5))
  }
  return times
}

async function cursorBehind(url: string, pages: number): Promise<string> {
  let after = ''
  for (let nth = 0; nth < pages; nth += 1) {
    const answer = await fetch(`${url}/api/v1/entries?status=success&limit=200${after && `&after=${after}`}`)
    const { next } = (await answer.json()) as { readonly next: string | null }
    if (next === null) break
    after = next
  }
  return after
}

async function timesOf(address: string, count: number): Promise<Times> {
  const times: number[] = []
  for (let nth = 0; nth < WARMING + count; nth += 1) {
    const from = performance.now()
    const answer = await fetch(address)
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${address} was answered ${answer.status}.`)
    times.push(performance.now() - from)
  }
  const warm = times.slice(WARMING)
  return { p50Ms: round(percentile(warm, 50), 1), p95Ms: round(percentile(warm, 95), 1) }
}
