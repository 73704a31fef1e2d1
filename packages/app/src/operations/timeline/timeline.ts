import type { JobDefinition, JobPause, Maintenance } from '@horarium/core'
import { pausesOf } from '@horarium/engine'
import type { App } from '../../app.js'
import { planOf } from '../../find-job.js'
import type { Bins } from './count-bins.js'
import { type LanePart, readPart } from './lane-part.js'
import { lanesWith } from './lanes-with.js'
import { type Planned, plannedOf } from './planned.js'

/** A job with more is counted: nobody tells so many apart in one line. */
const LISTED = 200

export interface TimelineOrder extends Bins {
  readonly jobs: readonly JobDefinition[]
}

/**
 * Everything known of one job in a time: what was, what is and what is foreseen. Instants are epoch ms. Of what has
 * ended `entries` has all there is, unless there is more than bins, or than can be told apart: then it is counted.
 */
export interface JobTimeline extends Omit<LanePart, 'readTo'> {
  readonly definition: JobDefinition
  /** Of the job, its group and everything. */
  readonly pauses: readonly JobPause[]
  readonly maintenances: readonly Maintenance[]
  readonly planned: Planned
}

/** Reads the time of some jobs; what it costs hangs on how many jobs, not on how many entries they have. */
export async function readTimeline(app: App, { jobs, ...time }: TimelineOrder): Promise<readonly JobTimeline[]> {
  const undivided = Math.min(time.bins, LISTED)
  const parts = await Promise.all(
    [...lanesWith(app, jobs)].map(([lane, codes]) => readPart(lane, codes, { ...time, undivided })),
  )
  return jobs.map((job) => timelineOf(app, job, { parts: parts.flatMap((part) => part.get(job.code) ?? []), time }))
}

interface Known {
  readonly parts: readonly LanePart[]
  readonly time: Bins
}

function timelineOf(app: App, definition: JobDefinition, { parts, time }: Known): JobTimeline {
  const plan = planOf(app.plans(), definition.code)
  const to = time.from + time.bins * time.binMs
  const meets = (one: { readonly from: number; readonly until: number }): boolean =>
    one.from < to && one.until > time.from
  const pauses = pausesOf(plan, definition).filter(meets)
  const marks = parts.flatMap(({ writtenTo }) => writtenTo ?? [])
  const writtenTo = marks.length > 0 ? Math.max(...marks) : undefined
  // Where the timetable ends, or where we left it, the calendar goes on.
  const known = Math.min(writtenTo ?? app.clock.now(), ...parts.map(({ readTo }) => readTo))
  const after = Math.max(time.from - 1, known)
  const calendar = plan.jobs.get(definition.code)?.calendar?.compiled
  return {
    definition,
    total: parts.reduce((sum, part) => sum + part.total, 0),
    entries: parts.flatMap(({ entries }) => entries),
    bins: parts.flatMap(({ bins }) => bins),
    days: parts.flatMap(({ days }) => days),
    gaps: parts.flatMap(({ gaps }) => gaps),
    pauses,
    maintenances: plan.settings.maintenances.filter(meets),
    writtenTo,
    planned: plannedOf(calendar, {
      after,
      from: time.from,
      to,
      most: Math.min(time.bins, LISTED),
      binMs: time.binMs,
      pauses,
    }),
  }
}
