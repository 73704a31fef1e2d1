import { parseEntryId, type StatusCounts, sumCounts } from '@horarium/core'
import { dayOf, type Lane, readDays, readNewest, readVerdicts } from '@horarium/store'
import type { App } from '../app.js'

/** How a job did lately. */
export interface JobFigures {
  /** How many entries ended how, over the last thirty days (UTC), today among them. */
  readonly counts: StatusCounts
  /** Of the runs among them the part that succeeded, 0 to 1; absent where none ran. */
  readonly successRate: number | undefined
  /** What half of its newest successes did not exceed; absent where there is none. */
  readonly typicalMs: number | undefined
}

const DAYS = 30
const DAY_MS = 86_400_000
const RUNS_TIMED = 20

/** The figures of some jobs, by code, as the lanes they are in know them. */
export async function readJobFigures(app: App, jobCodes: readonly string[]): Promise<ReadonlyMap<string, JobFigures>> {
  const found = new Map<string, JobFigures>()
  const wanted = new Set(jobCodes)
  for (const { lane, jobs } of app.plans().values()) {
    const own = [...wanted].filter((code) => jobs.has(code))
    if (own.length === 0) continue
    const [days, typical] = await Promise.all([readDays(lane, lastDays(app), own), readTypical(lane, own)])
    for (const [nth, code] of own.entries()) {
      const counts = sumCounts(days.flatMap((day) => day[nth] ?? []))
      found.set(code, { counts, successRate: rateOf(counts), typicalMs: typical.get(code) })
    }
  }
  return found
}

function lastDays({ clock }: App): readonly string[] {
  const now = clock.now()
  return Array.from({ length: DAYS }, (_, back) => dayOf(now - back * DAY_MS))
}

// What was missed or skipped never ran.
function rateOf({ success, error, killed }: JobFigures['counts']): number | undefined {
  const runs = success + error + killed
  return runs === 0 ? undefined : success / runs
}

async function readTypical(lane: Lane, jobCodes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const ids = [...(await readNewest(lane, jobCodes, RUNS_TIMED)).values()].flat()
  const durations = new Map<string, number[]>()
  for (const { id, status, durationMs } of await readVerdicts(lane, ids)) {
    if (status !== 'success' || durationMs === undefined) continue
    const { jobCode } = parseEntryId(id)
    durations.set(jobCode, [...(durations.get(jobCode) ?? []), durationMs])
  }
  return new Map([...durations].map(([code, all]) => [code, middleOf(all)]))
}

function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0
}
