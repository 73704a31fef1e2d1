import { FINISHED_STATUSES, type FinishedStatus, isFinished, isStatus } from '@horarium/core'
import type { Lane } from './lane.js'
import { callScript, loadScript, type Script } from './script.js'

const NEWEST = loadScript('newest')
const STATUSES = loadScript('statuses')
const PAGE = 1_000

/** The id of each job's newest finished entry, by code; of ten thousand jobs at once too. */
export async function readLastIds(lane: Lane, jobCodes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return readEach(lane, NEWEST, new Map(jobCodes.map((code) => [code, lane.keys.job(code)])))
}

/** How entries ended, by id, as many as there may be; those that are gone are left out. */
export async function readStatuses(lane: Lane, ids: readonly string[]): Promise<ReadonlyMap<string, FinishedStatus>> {
  const found = await readEach(lane, STATUSES, new Map(ids.map((id) => [id, lane.keys.entry(id)])))
  return new Map([...found].flatMap(([id, text]) => (isStatus(text) && isFinished(text) ? [[id, text]] : [])))
}

// A script answers a thousand keys in the time that ioredis takes to send twenty commands.
async function readEach(
  { redis }: Lane,
  script: Script,
  keysByName: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const names = [...keysByName.keys()]
  for (let at = 0; at < names.length; at += PAGE) {
    const page = names.slice(at, at + PAGE)
    const keys = page.map((name) => keysByName.get(name) ?? '')
    const answers = (await callScript(redis, script, { keys, args: [] })) as readonly string[]
    for (const [index, name] of page.entries()) if (answers[index]) found.set(name, answers[index])
  }
  return found
}

/** How many entries of some jobs ended how on some UTC days (`20260131`) together, by code; outlives the purge. */
export async function readRunCounts(
  { redis, keys }: Lane,
  jobCodes: readonly string[],
  days: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<FinishedStatus, number>>>> {
  if (jobCodes.length === 0) return new Map()
  const fields = jobCodes.flatMap((code) => FINISHED_STATUSES.map((status) => `${code} ${status}`))
  const pipeline = redis.pipeline()
  for (const day of days) pipeline.hmget(keys.counts(day), ...fields)
  const answers = ((await pipeline.exec()) ?? []).map(([, values]) => values as readonly (string | null)[])
  const sumAt = (place: number): number => answers.reduce((sum, values) => sum + Number(values[place] ?? 0), 0)
  return new Map(
    jobCodes.map((code, nth) => [code, countsFrom((index) => sumAt(nth * FINISHED_STATUSES.length + index))]),
  )
}

function countsFrom(countAt: (index: number) => number): Readonly<Record<FinishedStatus, number>> {
  const [success, error, missed, skipped, killed] = FINISHED_STATUSES.map((_, index) => countAt(index))
  return { success: success ?? 0, error: error ?? 0, missed: missed ?? 0, skipped: skipped ?? 0, killed: killed ?? 0 }
}
