import {
  type BriefEntry,
  type Gap,
  type Lane,
  listGaps,
  readFinishedBetween,
  readOpen,
  readWatermarksOf,
} from '@horarium/store'
import { type Bin, type Bins, countJobs } from './count-bins.js'
import { type PurgedDay, purgedDays } from './days.js'
import { groupBy } from '../group-by.js'

/** What one lane knows of a job in a time. */
export interface LanePart {
  readonly total: number
  readonly entries: readonly BriefEntry[]
  readonly bins: readonly Bin[]
  readonly days: readonly PurgedDay[]
  readonly gaps: readonly Gap[]
  readonly writtenTo: number | undefined
  /** Up to when its pending entries are all among the entries. */
  readonly readTo: number
}

/** What a lane knows of some jobs in a time, by job code. */
export async function readPart(
  lane: Lane,
  jobCodes: readonly string[],
  time: Bins & { readonly undivided: number },
): Promise<ReadonlyMap<string, LanePart>> {
  const stretch = { from: time.from, to: time.from + time.bins * time.binMs }
  const counted = await countJobs(lane, jobCodes, time)
  const listed = jobCodes.filter((code) => counted.get(code)?.bins.length === 0)
  const [finished, open, days, gaps, marks] = await Promise.all([
    readFinishedBetween(lane, listed, stretch),
    readOpen(lane, new Set(jobCodes), stretch.to),
    purgedDays(lane, jobCodes, stretch),
    listGaps(lane, stretch.from, Infinity),
    readWatermarksOf(lane, jobCodes),
  ])
  // Whoever ended meanwhile may have been met twice.
  const entries = groupBy(
    [...new Map([...open.entries, ...finished].map((entry) => [entry.id, entry])).values()],
    codeOf,
  )
  const met = groupBy(
    gaps.filter(({ from }) => from < stretch.to),
    codeOf,
  )
  return new Map(
    jobCodes.map((code) => [
      code,
      {
        ...(counted.get(code) ?? { total: 0, bins: [] }),
        entries: entries.get(code) ?? [],
        days: days.get(code) ?? [],
        gaps: met.get(code) ?? [],
        writtenTo: marks.get(code)?.at,
        readTo: open.readTo,
      },
    ]),
  )
}

function codeOf({ jobCode }: { readonly jobCode: string }): string {
  return jobCode
}
