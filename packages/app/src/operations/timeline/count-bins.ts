import { FINISHED_STATUSES, type FinishedStatus, parseEntryId, type StatusCounts } from '@horarium/core'
import { type Lane, readEnded, type Tally, tallyJobs } from '@horarium/store'

/** A time divided evenly. */
export interface Bins {
  /** Inclusive, epoch ms. */
  readonly from: number
  /** How long each is, ms. */
  readonly binMs: number
  readonly bins: number
}

/** Entries that are counted together. */
export interface Bin {
  readonly from: number
  /** What nothing ended so is left out. */
  readonly counts: Partial<StatusCounts>
}

const DAY_MS = 86_400_000
const FAILURES = FINISHED_STATUSES.filter((status) => status !== 'success')

export function edgesOf({ from, binMs, bins }: Bins): readonly number[] {
  return Array.from({ length: bins + 1 }, (_, index) => from + index * binMs)
}

/** How many of a lane's jobs' entries ended how, in all and, where a job has more than `undivided`, in each bin. */
export async function countJobs(
  lane: Lane,
  jobCodes: readonly string[],
  { undivided, ...time }: Bins & { readonly undivided: number },
): Promise<ReadonlyMap<string, { readonly total: number; readonly bins: readonly Bin[] }>> {
  const tallies = await tallyJobs(lane, jobCodes, { edges: edgesOf(time), undivided })
  const divided = new Map(
    jobCodes.flatMap((code, index) => (tallies[index]?.counts.length ? [[code, emptyBins(time.bins)] as const] : [])),
  )
  if (divided.size > 0) await addFailures(lane, divided, time)
  return new Map(
    jobCodes.map((code, index) => {
      const { total, counts }: Tally = tallies[index] ?? { total: 0, counts: [] }
      return [code, { total, bins: binsFrom(counts, divided.get(code) ?? [], time) }]
    }),
  )
}

type Failures = Partial<Record<FinishedStatus, number>>

function emptyBins(bins: number): Failures[] {
  return Array.from({ length: bins }, () => ({}))
}

// A job's entries are kept by instant, without a status; those that did not succeed are kept by when they ended, which is
// all but always within a day of their instant. The rest succeeded. So the many are counted, and only the few are read.
async function addFailures(lane: Lane, divided: ReadonlyMap<string, Failures[]>, time: Bins): Promise<void> {
  const { from, binMs, bins } = time
  const ended = { after: from - DAY_MS, until: from + bins * binMs + DAY_MS }
  const count = (id: string, status: FinishedStatus): void => {
    const { jobCode, scheduledAt } = parseEntryId(id)
    const bin = divided.get(jobCode)?.[Math.floor((scheduledAt - from) / binMs)]
    if (bin) bin[status] = (bin[status] ?? 0) + 1
  }
  for (const status of FAILURES) {
    for await (const page of readEnded(lane, status, ended)) for (const { id } of page) count(id, status)
  }
}

function binsFrom(counts: readonly number[], failures: readonly Failures[], { from, binMs }: Bins): readonly Bin[] {
  return counts.flatMap((count, index) => {
    if (count === 0) return []
    const failed = failures[index] ?? {}
    const success = count - Object.values(failed).reduce((sum, one) => sum + one, 0)
    return [{ from: from + index * binMs, counts: success > 0 ? { success, ...failed } : failed }]
  })
}
