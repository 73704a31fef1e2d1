import { fingerprintOf, type JobDefinition } from '@horarium/core'
import { type ForeseenJob, foreseenJobs } from './foreseen-job.js'

export interface DiffOrder {
  /** Inclusive, epoch ms. */
  readonly from: number
  /** Exclusive. */
  readonly to: number
  /** How many runs of each job to list. */
  readonly limit: number
}

/** A job whose runs are others in the new configuration. */
export interface JobDiff {
  readonly jobCode: string
  /** Absent where the old configuration does not run it by a calendar. */
  readonly before: JobDefinition | undefined
  readonly after: JobDefinition | undefined
  readonly appearing: RunList
  readonly vanishing: RunList
}

export interface RunList {
  readonly count: number
  /** The first of them, epoch ms. */
  readonly first: readonly number[]
}

const DAY = 86_400_000

/** Which runs appear and which vanish in a window when one configuration takes the place of another; by job. */
export function diffSchedules(
  before: readonly JobDefinition[],
  after: readonly JobDefinition[],
  order: DiffOrder,
): readonly JobDiff[] {
  const [old, fresh] = [byCode(before), byCode(after)]
  const codes = [...new Set([...old.keys(), ...fresh.keys()])].toSorted()
  return codes.flatMap((jobCode) => {
    const [was, is] = [old.get(jobCode), fresh.get(jobCode)]
    if (was && is && fingerprintOf(was.spec) === fingerprintOf(is.spec)) return []
    const lists = diffJob(was, is, order)
    return [{ jobCode, before: was?.definition, after: is?.definition, ...lists }]
  })
}

function byCode(definitions: readonly JobDefinition[]): ReadonlyMap<string, ForeseenJob> {
  return new Map(foreseenJobs(definitions).map((job) => [job.definition.code, job]))
}

// A day at a time: what is held is a day of one job, and the few runs that are listed.
function diffJob(
  was: ForeseenJob | undefined,
  is: ForeseenJob | undefined,
  { from, to, limit }: DiffOrder,
): Pick<JobDiff, 'appearing' | 'vanishing'> {
  const appearing = { count: 0, first: [] as number[] }
  const vanishing = { count: 0, first: [] as number[] }
  for (let start = from - 1; start < to - 1; start += DAY) {
    const end = Math.min(start + DAY, to - 1)
    const old = new Set(was?.calendar.between(start, end))
    const fresh = new Set(is?.calendar.between(start, end))
    note(
      appearing,
      [...fresh].filter((instant) => !old.has(instant)),
      limit,
    )
    note(
      vanishing,
      [...old].filter((instant) => !fresh.has(instant)),
      limit,
    )
  }
  return { appearing, vanishing }
}

function note(list: { count: number; readonly first: number[] }, instants: readonly number[], limit: number): void {
  list.count += instants.length
  list.first.push(...instants.slice(0, limit - list.first.length))
}
