/** Writes one event: a fixed message, and fields. */
export type LogEvent = (message: string, fields?: Readonly<Record<string, unknown>>) => void

/** Writes into the run's own log, kept with its entry (at most 64 KiB) and sent to the process log. */
export interface RunLog {
  readonly debug: LogEvent
  readonly info: LogEvent
  readonly warn: LogEvent
  readonly error: LogEvent
}

/** What is asked for beside the job. */
export interface Enqueue {
  /** When it is due; now, unless told. */
  readonly at?: Date
  /** Instead of an instant: `30s`, `10m`, `2h` or `1d` from now. */
  readonly delay?: string
  /** Laid over the job's own. */
  readonly params?: Readonly<Record<string, string | number | boolean>>
  /** -100 to 100, instead of the job's: of what waits in its lane the greatest goes first. */
  readonly priority?: number
  /** Of a job with targets: only this one. */
  readonly target?: string
}

/** What a job says of each run, by name; always texts. */
export type Params = Readonly<Record<string, string>>

/** What a handler is given: the entry it runs, and how to speak about it. */
export interface Schedule {
  /** The entry's id, `<job code>@20260131T100500Z`. */
  readonly id: string
  readonly jobCode: string
  /** When the entry was due; it may start later. */
  readonly scheduledAt: Date
  /** 1 for the first run. */
  readonly attempt: number
  /** The job's parameters: XML, then run-time. */
  readonly params: Params
  /** Of a job with targets: the one this run is for. */
  readonly target?: string
  readonly log: RunLog
  /** Aborted when the run should end early: the process stops, or the run has lost its lease. */
  readonly signal: AbortSignal
  /**
   * Writes one entry of a job, beside those of its calendar; answers its id. Rejects where that cannot be: an unknown or
   * invalid job, an instant that is past, parameters longer than 16 KiB, the 1,001st of one run, the 101st in a row.
   */
  readonly enqueue: (jobCode: string, wish?: Enqueue) => Promise<string>
  /** How far the run is, 0 to 100. */
  readonly progress: (percent: number) => void
  /** A sentence shown with the entry. */
  readonly setMessage: (message: string) => void
}
