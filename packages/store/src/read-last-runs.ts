import { FINISHED_STATUSES, type FinishedStatus, isFinished, isStatus } from '@horarium/core'
import type { Lane } from './lane.js'
import { callScript, loadScript, type Script, type ScriptArgument } from './script.js'

const NEWEST = loadScript('newest')
const FIELDS = loadScript('fields')
const PAGE = 1_000

/** The ids of each job's newest finished entries, the newest last, by code; of ten thousand jobs at once too. */
export async function readLastIds(
  lane: Lane,
  jobCodes: readonly string[],
  count: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const keys = new Map(jobCodes.map((code) => [code, lane.keys.job(code)]))
  return readEach(lane, NEWEST, { keys, args: [count] })
}

/** How an entry ended, and how long it took if it ran. */
export interface EntryEnd {
  readonly status: FinishedStatus
  readonly durationMs: number | undefined
}

/** How entries ended, by id, as many as there may be; those that are gone are left out. */
export async function readEnds(lane: Lane, ids: readonly string[]): Promise<ReadonlyMap<string, EntryEnd>> {
  const keys = new Map(ids.map((id) => [id, lane.keys.entry(id)]))
  const found = await readEach(lane, FIELDS, { keys, args: ['status', 'durationMs'] })
  return new Map([...found].flatMap(([id, fields]) => endOf(fields).map((end) => [id, end] as const)))
}

function endOf([status = '', durationMs = '']: readonly string[]): readonly EntryEnd[] {
  if (!isStatus(status) || !isFinished(status)) return []
  return [{ status, durationMs: durationMs === '' ? undefined : Number(durationMs) }]
}

interface EachOrder {
  readonly keys: ReadonlyMap<string, string>
  readonly args: readonly ScriptArgument[]
}

// A script answers a thousand keys in the time that ioredis takes to send twenty commands.
async function readEach(
  { redis }: Lane,
  script: Script,
  { keys, args }: EachOrder,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>()
  const names = [...keys.keys()]
  for (let at = 0; at < names.length; at += PAGE) {
    const page = names.slice(at, at + PAGE)
    const asked = { keys: page.map((name) => keys.get(name) ?? ''), args }
    const answers = (await callScript(redis, script, asked)) as readonly (readonly string[])[]
    for (const [index, name] of page.entries()) found.set(name, answers[index] ?? [])
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
