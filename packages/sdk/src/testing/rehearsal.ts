import type { Params } from '../schedule.js'
import type { ParamValues, RunError } from './job-run.js'
import type { LoggedLine } from './test-schedule.js'

/** An instant: a date, or ISO 8601 with `Z` or an offset. */
export type Instant = Date | string

/** A time without any process, as after a crash: what runs is lost, what falls due is missed or caught up. */
export interface Downtime {
  readonly from: Instant
  readonly to: Instant
}

export interface RehearseOptions {
  /** Folders of modules, `<Vendor>/<Name>`; those they depend on are found beside them. */
  readonly modules: readonly string[]
  /** Inclusive. */
  readonly from: Instant
  /** Exclusive. */
  readonly to: Instant
  /** Whose calendars count; those of all jobs of the modules unless told. Others run when somebody asks for them. */
  readonly jobs?: readonly string[]
  /** By job code, laid over the job's own. */
  readonly params?: Readonly<Record<string, ParamValues>>
  /** As in the site file, by path: `system/cron/default/schedule_lifetime`. */
  readonly settings?: Readonly<Record<string, string>>
  /** As an admin lays them over everything else, by path: `crontab/jobs/<job code>/overlap`. */
  readonly overrides?: Readonly<Record<string, string>>
  /** Where it is played, for an `environment_guard`; `production` unless told. */
  readonly environment?: string
  /** Passes of a crontab line so far apart, `5m`; without it a worker looks whenever there is anything to do. */
  readonly passEvery?: string
  readonly downtime?: readonly Downtime[]
  /** How long a run of a job takes by the simulated clock, by job code: `12m`; no time unless told. */
  readonly lasts?: Readonly<Record<string, string>>
  /** Called whenever the simulated clock has moved, before anything happens: `(instant) => vi.setSystemTime(instant)`. */
  readonly before?: (instant: Date) => void
  /** Ends the rehearsal early, as that of a test that takes too long. */
  readonly signal?: AbortSignal
  /** A Redis to use, by its address, instead of a private one; what is written there is removed. */
  readonly redis?: string
}

/** An entry of the rehearsed time. */
export interface RehearsedEntry {
  readonly id: string
  readonly jobCode: string
  readonly target?: string
  readonly scheduledAt: Date
  /** Absent of what never ran. */
  readonly startedAt?: Date
  /** Absent of what has not ended when the rehearsal does. */
  readonly finishedAt?: Date
  readonly status: 'pending' | 'running' | 'success' | 'error' | 'missed' | 'skipped' | 'killed'
  /** Why it ended so. */
  readonly reason?: string
  /** The last one; 0 of what never ran. */
  readonly attempt: number
  readonly source: 'calendar' | 'manual' | 'chain' | 'handler'
  /** The entry that asked for it. */
  readonly askedBy?: string
  readonly params?: Params
  /** What the handler returned, as JSON carries it. */
  readonly result?: unknown
  readonly error?: RunError
  /** What was logged in all its attempts, in order. */
  readonly lines: readonly LoggedLine[]
  readonly message?: string
  readonly percent?: number
}

/** Instants of a job that became no entries, as nothing ran when they passed. */
export interface RehearsedGap {
  readonly jobCode: string
  /** Exclusive. */
  readonly from: Date
  /** Inclusive. */
  readonly to: Date
  readonly count: number
  readonly reason: string
}

export interface Rehearsal {
  /** By instant; the entries of one instant as they began. */
  readonly entries: readonly RehearsedEntry[]
  readonly gaps: readonly RehearsedGap[]
  /** What modules and settings are warned of, a sentence each. */
  readonly problems: readonly string[]
  /** The entries of a job. */
  readonly of: (jobCode: string) => readonly RehearsedEntry[]
  /** Those of them that ran. */
  readonly runs: (jobCode: string) => readonly RehearsedEntry[]
  /** Those of them that were missed. */
  readonly missed: (jobCode: string) => readonly RehearsedEntry[]
}
