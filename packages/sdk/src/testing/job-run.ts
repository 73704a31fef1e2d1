import type { EnqueuedEntry, LoggedLine } from './test-schedule.js'

/** Parameters as a test writes them; a handler gets texts. */
export type ParamValues = Readonly<Record<string, string | number | boolean>>

export interface RunJobOptions {
  /** The module's folder, `<Vendor>/<Name>`; those it depends on are found beside it. */
  readonly module: string
  /** The job code. */
  readonly job: string
  /** When the entry is due; 2026-01-31T10:05:00Z unless told. */
  readonly at?: Date
  /** Laid over the job's own. */
  readonly params?: ParamValues
  /** Of a job with targets: the one to run it for; without it the provider is asked, and the job run for each. */
  readonly target?: string
  /** 1 unless told. */
  readonly attempt?: number
  /** Abort it to see whether the handler ends early. */
  readonly signal?: AbortSignal
}

/** What a handler threw, as its entry would keep it. */
export interface RunError {
  readonly name: string
  readonly message: string
  readonly stack?: string
}

/** What one run of a job ended as, and all it said. */
export interface JobRun {
  readonly status: 'success' | 'error'
  /** Why, as its entry would say it. */
  readonly reason: string
  /** What the handler returned, as JSON carries it. */
  readonly result?: unknown
  readonly error?: RunError
  /** What was logged, in order. */
  readonly lines: readonly LoggedLine[]
  /** The last sentence given to `setMessage()`. */
  readonly message: string | undefined
  /** The last value given to `progress()`. */
  readonly percent: number | undefined
  /** What was asked for with `enqueue()`; nothing of it is checked. */
  readonly enqueued: readonly EnqueuedEntry[]
  readonly target?: string
  /** Of a job with targets that was run for all of them: a run for each; what stands above is the provider's. */
  readonly targets?: readonly JobRun[]
}
