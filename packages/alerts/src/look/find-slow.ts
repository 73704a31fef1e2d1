import { parseEntryId } from '@horarium/core'
import { type Instance, type Lane, listEntries, readAlertFacts, readNewest, readVerdicts } from '@horarium/store'
import { subjectKey } from './condition.js'
import type { Happening } from './judge.js'
import { isSlow, RUNS_ASKED, usualOf } from './usual.js'
import type { WatchedJob } from './watched-job.js'

export interface SlowRuns {
  /** The newest run of each subject that took too long, by subject. */
  readonly slow: ReadonlyMap<string, Happening>
  /** How long the runs of jobs usually take, worked out anew; as it is kept. */
  readonly usual: ReadonlyMap<string, string>
}

export interface TimedRuns {
  readonly jobs: ReadonlyMap<string, WatchedJob>
  readonly timed: ReadonlyMap<Lane, readonly string[]>
  readonly now: number
}

// What is usual does not change within the hour, and reading fifty runs of each job costs more than one of each.
const KEPT_FOR_MS = 3_600_000
const WORKED_OUT_AT_ONCE = 200

interface TimedRun {
  readonly id: string
  readonly durationMs: number
  /** When it ended, or now. */
  readonly at: number
  readonly goesOn: boolean
}

/** Finds the runs that took longer than usual for their jobs, and those that go on longer than that already. */
export async function findSlow(instance: Instance, { jobs, timed, now }: TimedRuns): Promise<SlowRuns> {
  const slow = new Map<string, Happening>()
  const fresh = new Map<string, string>()
  const asked = [...jobs.values()].filter(({ alert }) => alert.on.includes('slow')).map(({ lane }) => lane)
  for (const lane of new Set(asked)) {
    const ids = timed.get(lane) ?? []
    const runs = [...(await readRuns(lane, ids)), ...(await readLive(lane, now))]
    const codes = [...new Set(runs.map(({ id }) => parseEntryId(id).jobCode))].filter((code) => jobs.has(code))
    const kept = await readAlertFacts(instance, 'alertUsual', codes)
    const stale = codes.filter((code) => isStale(kept.get(code), now)).slice(0, WORKED_OUT_AT_ONCE)
    const anew = await workOut(lane, stale, new Set(ids))
    for (const [code, usual] of anew) fresh.set(code, `${usual ?? ''} ${now}`)
    for (const run of runs) {
      const job = jobs.get(parseEntryId(run.id).jobCode)
      const usual = job && (anew.has(job.code) ? anew.get(job.code) : parseUsual(kept.get(job.code)))
      if (job && usual !== undefined) noteSlow(slow, run, { usual, factor: job.alert.slowFactor })
    }
  }
  return { slow, usual: fresh }
}

async function readRuns(lane: Lane, ids: readonly string[]): Promise<readonly TimedRun[]> {
  const ended = await readVerdicts(lane, ids)
  return ended.flatMap(({ id, durationMs, finishedAt }) =>
    durationMs === undefined ? [] : [{ id, durationMs, at: finishedAt, goesOn: false }],
  )
}

// As many as run at once, not as many as there are jobs.
const LIVE_MOST = 1_000

async function readLive(lane: Lane, now: number): Promise<readonly TimedRun[]> {
  const live = await listEntries(lane, { statuses: ['running'], limit: LIVE_MOST })
  return live.flatMap(({ id, startedAt }) =>
    startedAt === undefined ? [] : [{ id, durationMs: now - startedAt, at: now, goesOn: true }],
  )
}

async function workOut(
  lane: Lane,
  codes: readonly string[],
  judged: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number | undefined>> {
  const newest = await readNewest(lane, codes, RUNS_ASKED)
  const usual = new Map<string, number | undefined>()
  for (const code of codes) {
    const before = (newest.get(code) ?? []).filter((id) => !judged.has(id))
    const runs = await readVerdicts(lane, before)
    const successes = runs.filter(({ status }) => status === 'success')
    usual.set(code, usualOf(successes.flatMap(({ durationMs }) => durationMs ?? [])))
  }
  return usual
}

function noteSlow(
  slow: Map<string, Happening>,
  { id, at, durationMs, goesOn }: TimedRun,
  { usual, factor }: { readonly usual: number; readonly factor: number },
): void {
  const key = subjectKey(parseEntryId(id))
  if (!isSlow(durationMs, usual, factor) || (slow.get(key)?.at ?? 0) > at) return
  const [long, as] = [durationMs, usual].map((ms) => `${Math.round(ms / 100) / 10} s`)
  const what = goesOn ? `has been running for ${long}` : `took ${long}`
  slow.set(key, { at, entryId: id, reason: `${what}, where 95 of 100 runs take ${as} at most` })
}

function isStale(text: string | undefined, now: number): boolean {
  const at = Number(text?.split(' ')[1] ?? 0)
  return Math.abs(now - at) >= KEPT_FOR_MS
}

function parseUsual(text: string | undefined): number | undefined {
  const [usual = ''] = text?.split(' ') ?? []
  return usual === '' ? undefined : Number(usual)
}
