import { parseEntryId } from '@horarium/core'
import { type EntryVerdict, type Instance, type Lane, readAlertFacts, readNewest, readVerdicts } from '@horarium/store'
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

/** Finds the runs that took longer than usual for their jobs. */
export async function findSlow(instance: Instance, { jobs, timed, now }: TimedRuns): Promise<SlowRuns> {
  const slow = new Map<string, Happening>()
  const fresh = new Map<string, string>()
  for (const [lane, ids] of timed) {
    const runs = (await readVerdicts(lane, ids)).filter(({ durationMs }) => durationMs !== undefined)
    const codes = [...new Set(runs.map(({ id }) => parseEntryId(id).jobCode))]
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

async function workOut(
  lane: Lane,
  codes: readonly string[],
  judged: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number | undefined>> {
  const newest = await readNewest(lane, codes, RUNS_ASKED)
  const usual = new Map<string, number | undefined>()
  for (const [index, code] of codes.entries()) {
    const before = (newest[index] ?? []).filter((id) => !judged.has(id))
    const runs = await readVerdicts(lane, before)
    const successes = runs.filter(({ status }) => status === 'success')
    usual.set(code, usualOf(successes.flatMap(({ durationMs }) => durationMs ?? [])))
  }
  return usual
}

function noteSlow(
  slow: Map<string, Happening>,
  { id, finishedAt, durationMs = 0 }: EntryVerdict,
  { usual, factor }: { readonly usual: number; readonly factor: number },
): void {
  const key = subjectKey(parseEntryId(id))
  if (!isSlow(durationMs, usual, factor) || (slow.get(key)?.at ?? 0) > finishedAt) return
  const [took, as] = [durationMs, usual].map((ms) => `${Math.round(ms / 100) / 10} s`)
  slow.set(key, { at: finishedAt, entryId: id, reason: `took ${took}, where 95 of 100 runs take ${as} at most` })
}

function isStale(text: string | undefined, now: number): boolean {
  const at = Number(text?.split(' ')[1] ?? 0)
  return Math.abs(now - at) >= KEPT_FOR_MS
}

function parseUsual(text: string | undefined): number | undefined {
  const [usual = ''] = text?.split(' ') ?? []
  return usual === '' ? undefined : Number(usual)
}
