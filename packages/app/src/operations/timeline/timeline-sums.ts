import { groupOf, type JobDefinition, type StatusCounts, sumCounts } from '@horarium/core'
import type { App } from '../../app.js'
import { countEnded } from '../count-ended.js'
import { groupBy } from '../group-by.js'
import { type Bin, type Bins, countJobs, edgesOf } from './count-bins.js'
import { type PurgedDay, purgedDaysOfAll } from './days.js'
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
      const ended = await countEnded(own, edgesOf(time))
      const bins = ended.map(({ from, counts }) => ({ from, counts: some(counts) }))
      return { group, bins: bins.filter(({ counts }) => Object.keys(counts).length > 0), days: days.flat() }
    }),
  )
}

/** How many entries of a job ended how. */
export interface JobCounts {
  readonly definition: JobDefinition
  readonly counts: Partial<StatusCounts>
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
    return { definition, counts: some(sumCounts(bins.map(({ counts }) => counts))) }
  })
}

// Of thousands of jobs: what there is none of is left out.
function some(counts: StatusCounts): Partial<StatusCounts> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))
}
