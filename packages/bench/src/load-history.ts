import { setTimeout as pause } from 'node:timers/promises'
import { entryId } from '@horarium/core'
import {
  claimEntries,
  finishRuns,
  type Lane,
  listEntries,
  readSize,
  type Redis,
  releaseEntries,
  type TimetableWrite,
  writeTimetable,
} from '@horarium/store'
import { jobCode } from './plans.js'

/** A history as so many jobs leave it that ran so many times, a minute apart. */
export interface History {
  readonly jobs: number
  readonly runs: number
  /** Epoch ms of the first run. */
  readonly from: number
}

export const MINUTE_MS = 60_000
const BATCH = 200
const DURATION_MS = 5
const LOOK_MS = 50

/**
 * Fills a lane with successes through the verbs that write them in earnest, so that the layout is the real one. The
 * append-only file is switched off meanwhile and written once at the end: what is measured comes after.
 */
export async function loadHistory(lane: Lane, history: History): Promise<void> {
  await lane.redis.config('SET', 'appendonly', 'no')
  const codes = Array.from({ length: history.jobs }, (_, index) => jobCode(index))
  for (let run = 0; run < history.runs; run += 1) {
    const instant = history.from + run * MINUTE_MS
    await writeTimetable(lane, writesOf(codes, { from: history.from, instant }))
    await runAll(lane, codes, instant)
  }
  await lane.redis.config('SET', 'appendonly', 'yes')
  await appendOnlyWritten(lane.redis)
  await check(lane, history)
}

function writesOf(
  codes: readonly string[],
  { from, instant }: { readonly from: number; readonly instant: number },
): readonly TimetableWrite[] {
  const fingerprint = 'loaded'
  const expected = instant === from ? undefined : { at: instant - MINUTE_MS, fingerprint }
  const next = { at: instant, fingerprint }
  return codes.map((code) => ({ jobCode: code, expected, next, withdraw: [], add: [instant] }))
}

async function runAll(lane: Lane, codes: readonly string[], instant: number): Promise<void> {
  const ids = codes.map((code) => entryId(code, instant))
  await releaseEntries(lane, ids, instant)
  const batches = Array.from({ length: Math.ceil(codes.length / BATCH) }, (_, index) => {
    return codes.slice(index * BATCH, (index + 1) * BATCH)
  })
  await Promise.all(batches.map((batch) => runBatch(lane, batch, instant)))
}

async function runBatch(lane: Lane, codes: readonly string[], instant: number): Promise<void> {
  const runs = codes.map((code) => ({ id: entryId(code, instant), jobCode: code, token: 't' }))
  await claimEntries(lane, runs, { now: instant, leaseEnd: instant + MINUTE_MS, worker: 'bench-worker-1234-abcd' })
  const endings = runs.map(({ id, token }) => {
    return { id, token, status: 'success' as const, reason: 'handler returned', durationMs: DURATION_MS }
  })
  await finishRuns(lane, endings, { now: instant + DURATION_MS })
}

async function appendOnlyWritten(redis: Redis): Promise<void> {
  while (/^aof_rewrite_(in_progress|scheduled):1/m.test(await redis.info('persistence'))) await pause(LOOK_MS)
}

// As the readers see it: a history they could not read would be quick to forget.
async function check(lane: Lane, { jobs, runs }: History): Promise<void> {
  const { finished } = await readSize(lane)
  const [newest] = await listEntries(lane, { statuses: ['success'], limit: 1 })
  if (finished.success !== jobs * runs || newest?.durationMs !== DURATION_MS || newest.attempt !== 1) {
    throw new Error(`The history was not loaded: ${finished.success} successes, the newest ${JSON.stringify(newest)}.`)
  }
}
