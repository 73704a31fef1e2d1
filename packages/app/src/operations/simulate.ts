import { type ClockEffect, clockEffects } from '@horarium/calendar'
import { HorariumError, type JobDefinition } from '@horarium/core'
import { type Chorus, chorusesOf, type ForeseenJob, foreseenJobs } from './foreseen-job.js'
import type { UpcomingRun } from './upcoming-runs.js'

export interface SimulationOrder {
  /** Inclusive, epoch ms. */
  readonly from: number
  /** Exclusive. */
  readonly to: number
  /** How many runs to list, and how many of the fullest minutes. */
  readonly limit: number
}

/** A minute in which more than one run begins. */
export interface FullMinute {
  /** Epoch ms. */
  readonly at: number
  readonly runs: number
  /** Who begins then. */
  readonly jobCodes: readonly string[]
}

/** What the calendars foresee for a window, if nothing is changed. */
export interface Simulation {
  readonly from: number
  readonly to: number
  /** All runs. */
  readonly total: number
  /** How many of each job, most first. */
  readonly jobs: readonly { readonly definition: JobDefinition; readonly runs: number }[]
  /** Jobs that run at every pass: nobody can foresee when. */
  readonly always: readonly string[]
  /** The first runs. */
  readonly runs: readonly UpcomingRun[]
  /** Runs that begin in each minute, from the minute of `from` on. */
  readonly load: Uint32Array
  /** How many minutes have more than one run. */
  readonly collisions: number
  /** The fullest of them. */
  readonly fullest: readonly FullMinute[]
  /** What changes of the clocks do, by job. */
  readonly clockEffects: readonly (ClockEffect & { readonly jobCode: string })[]
}

const MINUTE = 60_000
const DAY = 86_400_000
/** A number for each minute: three years are 6 MB. */
const LONGEST = 3 * 366 * DAY

/** Foresees every run of some jobs; needs their definitions and nothing else. Throws `usage` beyond three years. */
export function simulate(definitions: readonly JobDefinition[], order: SimulationOrder): Simulation {
  const { from, to, limit } = order
  if (to - from > LONGEST) throw new HorariumError('usage', 'That is too long: simulate three years at most.')
  const jobs = foreseenJobs(definitions)
  const load = new Uint32Array(minuteOf(to - 1, from) + 1)
  const runs = chorusesOf(jobs).flatMap((chorus) => {
    const count = addLoad(load, chorus, order)
    return chorus.jobs.map(({ definition }) => ({ definition, runs: count }))
  })
  return {
    from,
    to,
    total: runs.reduce((sum, job) => sum + job.runs, 0),
    jobs: runs.toSorted((a, b) => b.runs - a.runs || (a.definition.code < b.definition.code ? -1 : 1)),
    always: definitions.filter(isAlways).map(({ code }) => code),
    runs: firstRuns(jobs, order),
    load,
    collisions: load.reduce((sum, count) => sum + (count > 1 ? 1 : 0), 0),
    fullest: fullestMinutes(load, from, limit).map((minute) => describeMinute(jobs, order, minute)),
    clockEffects: jobs.flatMap(({ definition, spec }) =>
      clockEffects(spec, from - 1, to - 1).map((effect) => ({ jobCode: definition.code, ...effect })),
    ),
  }
}

function minuteOf(instant: number, from: number): number {
  return Math.floor(instant / MINUTE) - Math.floor(from / MINUTE)
}

// A day at a time: a calendar of every second has 31 million instants a year.
function addLoad(load: Uint32Array, { calendar, jobs }: Chorus, { from, to }: SimulationOrder): number {
  let count = 0
  for (let after = from - 1; after < to - 1; after += DAY) {
    const instants = calendar.between(after, Math.min(after + DAY, to - 1))
    count += instants.length
    for (const instant of instants) {
      const minute = minuteOf(instant, from)
      load[minute] = (load[minute] ?? 0) + jobs.length
    }
  }
  return count
}

function isAlways({ status, calendar }: JobDefinition): boolean {
  return status === 'ok' && calendar?.kind === 'expression' && calendar.expression.trim().toLowerCase() === 'always'
}

function firstRuns(jobs: readonly ForeseenJob[], { from, to, limit }: SimulationOrder): readonly UpcomingRun[] {
  const runsOf = ({ definition, calendar }: ForeseenJob, most: number): readonly UpcomingRun[] => {
    const runs: UpcomingRun[] = []
    for (let at = calendar.next(from - 1); at !== undefined && at < to && runs.length < most; at = calendar.next(at)) {
      runs.push({ jobCode: definition.code, at })
    }
    return runs
  }
  // A job that is not among the first to run once cannot be among the first to run twice.
  const first = new Set(
    earliest(
      jobs.flatMap((job) => runsOf(job, 1)),
      limit,
    ).map(({ jobCode }) => jobCode),
  )
  const own = jobs.filter(({ definition }) => first.has(definition.code))
  return earliest(
    own.flatMap((job) => runsOf(job, limit)),
    limit,
  )
}

function earliest(runs: readonly UpcomingRun[], count: number): readonly UpcomingRun[] {
  return runs.toSorted((a, b) => a.at - b.at || (a.jobCode < b.jobCode ? -1 : 1)).slice(0, count)
}

// One look at each minute; what is kept stays as short as what is asked for.
function fullestMinutes(load: Uint32Array, from: number, limit: number): readonly number[] {
  let kept: { readonly minute: number; readonly count: number }[] = []
  let least = 1
  for (const [minute, count] of load.entries()) {
    if (count <= least) continue
    kept.push({ minute, count })
    if (kept.length < 2 * limit) continue
    kept = kept.toSorted((a, b) => b.count - a.count || a.minute - b.minute).slice(0, limit)
    least = kept.at(-1)?.count ?? least
  }
  const fullest = kept.toSorted((a, b) => b.count - a.count || a.minute - b.minute).slice(0, limit)
  return fullest.map(({ minute }) => (Math.floor(from / MINUTE) + minute) * MINUTE)
}

function describeMinute(jobs: readonly ForeseenJob[], { from, to }: SimulationOrder, at: number): FullMinute {
  const stretch = [Math.max(from, at) - 1, Math.min(to, at + MINUTE) - 1] as const
  const begun = jobs.map(({ definition, calendar }) => ({
    code: definition.code,
    runs: calendar.between(...stretch).length,
  }))
  const own = begun.filter(({ runs }) => runs > 0)
  return { at, runs: own.reduce((sum, { runs }) => sum + runs, 0), jobCodes: own.map(({ code }) => code) }
}
