import { createHash } from 'node:crypto'
import type { Calendar, GroupSettings, JobDefinition } from '@horarium/core'
import type { Lane } from '@horarium/store'
import type { HandlerCall } from './handler-call.js'

/** A job definition made ready to be written down and run. */
export interface PlannedJob {
  readonly definition: JobDefinition
  /** Absent for a job only people start, and for one that is not `ok`. */
  readonly calendar?: { readonly compiled: Calendar; readonly fingerprint: string }
  /** Absent where handlers are not loaded, or the job's cannot be found. */
  readonly call?: HandlerCall
  /** Asks for its targets; absent for a job without, and where handlers are not loaded or this one cannot be found. */
  readonly askTargets?: HandlerCall
  /** Lanes it was moved from, where a run of it may still be alive. */
  readonly formerLanes?: readonly Lane[]
}

/** Where the files a plan was made from stand among those of other processes. */
export interface Standing {
  /** Of two the greater was brought later. */
  readonly generation: number
  /** The process that lives with a newer one. */
  readonly newer?: string
}

/** Everything a lane is generated and run from; replaced whole when the configuration changes. */
export interface LanePlan {
  readonly lane: Lane
  readonly settings: GroupSettings
  readonly jobs: ReadonlyMap<string, PlannedJob>
  /** Whether some job of the lane goes before others, or behind them. */
  readonly hasPriorities: boolean
  /** Changes whenever the timetable of the lane would. */
  readonly digest: string
  /** Of the overrides the plan stands on: of two plans the one with the greater revision is newer. */
  readonly revision: number
  /** The environment in which only jobs that opt in are started by the calendar; absent where all are. */
  readonly guardedEnvironment?: string
  /** Of its files, as it is now. */
  readonly standing: () => Promise<Standing>
  /** The jobs of all lanes, by code. */
  readonly allJobs: () => ReadonlyMap<string, HomedJob>
}

/** A job and the lane it belongs to. */
export interface HomedJob {
  readonly lane: Lane
  readonly job: PlannedJob
}

export interface PlanSource {
  readonly lane: Lane
  readonly settings: GroupSettings
  readonly revision: number
  readonly guardedEnvironment?: string
  /** There are no others when it is left out. */
  readonly standing?: LanePlan['standing']
  /** There are no other lanes when it is left out. */
  readonly allJobs?: LanePlan['allJobs']
}

export function planLane(
  { allJobs, standing = () => Promise.resolve({ generation: 0 }), ...source }: PlanSource,
  jobs: readonly PlannedJob[],
): LanePlan {
  const byCode = new Map(jobs.map((job) => [job.definition.code, job]))
  const hash = createHash('sha1').update(`${source.settings.aheadMs}`)
  for (const [code, { calendar }] of byCode) hash.update(`\n${code} ${calendar?.fingerprint ?? ''}`)
  const hasPriorities = jobs.some(({ definition }) => definition.policy.priority !== 0)
  const own = allJobs ? undefined : new Map(jobs.map((job) => [job.definition.code, { lane: source.lane, job }]))
  return {
    ...source,
    jobs: byCode,
    hasPriorities,
    digest: hash.digest('base64url'),
    allJobs: allJobs ?? (() => own ?? new Map()),
    standing,
  }
}
