import { FINISHED_STATUSES, groupOf, type JobDefinition } from '@horarium/core'
import { type Lane, type Tally, tallyFinished } from '@horarium/store'
import type { App } from '../../app.js'
import { type Bin, type Bins, countJobs, edgesOf, type StatusCounts } from './count-bins.js'
import { type PurgedDay, purgedDaysOfAll } from './days.js'
import { groupBy } from './group-by.js'
import { lanesWith } from './lanes-with.js'

/** How much of a group ended how, in each bin, by when it ended; also what jobs left that are gone. */
export interface GroupTimeline {
  readonly group: string
  readonly bins: readonly Bin[]
  /** Days of which entries were purged, for each of its lanes. */
  readonly days: readonly PurgedDay[]
}

/** What the groups did in a time: counts only, so that it costs the same however much it was. */
export async function groupTimelines(app: App, time: Bins): Promise<readonly GroupTimeline[]> {
  const lanes = [...app.plans().values()].map(({ lane }) => lane)
  const groups = groupBy(lanes, ({ name }) => groupOf(name))
  const stretch = { from: time.from, to: time.from + time.bins * time.binMs }
  return Promise.all(
    [...groups].map(async ([group, own]) => {
      const days = await Promise.all(own.map((lane) => purgedDaysOfAll(lane, stretch, app.clock.now())))
      return { group, bins: await binsOf(own, time), days: days.flat() }
    }),
  )
}

async function binsOf(lanes: readonly Lane[], time: Bins): Promise<readonly Bin[]> {
  const order = { edges: edgesOf(time), undivided: 0 }
  const tallies = await Promise.all(lanes.map((lane) => tallyFinished(lane, order)))
  return Array.from({ length: time.bins }, (_, index) => ({
    from: time.from + index * time.binMs,
    counts: countsAt(tallies, index),
  })).filter(({ counts }) => Object.keys(counts).length > 0)
}

function countsAt(tallies: readonly ReadonlyMap<string, Tally>[], index: number): StatusCounts {
  const counts = FINISHED_STATUSES.map((status) => {
    return [status, tallies.reduce((sum, tally) => sum + (tally.get(status)?.counts[index] ?? 0), 0)] as const
  })
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}

/** How many entries of a job ended how. */
export interface JobCounts {
  readonly definition: JobDefinition
  readonly counts: StatusCounts
}

/** How many entries of each job ended how, of those whose instants lie in a time. */
export async function countTimeline(
  app: App,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly JobCounts[]> {
  const { jobs } = app.configuration()
  const time = { from, binMs: to - from, bins: 1, undivided: 0 }
  const lanes = await Promise.all([...lanesWith(app, jobs)].map(([lane, codes]) => countJobs(lane, codes, time)))
  return jobs.map((definition) => {
    const bins = lanes.flatMap((counted) => counted.get(definition.code)?.bins ?? [])
    return { definition, counts: sumOf(bins) }
  })
}

function sumOf(bins: readonly Bin[]): StatusCounts {
  const [first, ...rest] = bins
  if (rest.length === 0) return first?.counts ?? {}
  const sums = FINISHED_STATUSES.map((status) => {
    return [status, bins.reduce((sum, { counts }) => sum + (counts[status] ?? 0), 0)] as const
  })
  return Object.fromEntries(sums.filter(([, count]) => count > 0))
}
