import type { App } from '../app.js'
import { nextInstants } from './next-instants.js'

/** A run that a calendar foresees. */
export interface UpcomingRun {
  readonly jobCode: string
  /** Epoch ms. */
  readonly at: number
}

/** The next runs of all jobs together, earliest first. */
export function upcomingRuns(app: App, count: number): readonly UpcomingRun[] {
  const runsOf = (jobCode: string, limit: number): readonly UpcomingRun[] =>
    nextInstants(app, jobCode, limit).map((at) => ({ jobCode, at }))
  const first = earliest(
    app.configuration().jobs.flatMap(({ code }) => runsOf(code, 1)),
    count,
  )
  // A job that is not among the first to run once cannot be among the first to run twice.
  return earliest(
    first.flatMap(({ jobCode }) => runsOf(jobCode, count)),
    count,
  )
}

function earliest(runs: readonly UpcomingRun[], count: number): readonly UpcomingRun[] {
  return runs.toSorted((a, b) => a.at - b.at || (a.jobCode < b.jobCode ? -1 : 1)).slice(0, count)
}
