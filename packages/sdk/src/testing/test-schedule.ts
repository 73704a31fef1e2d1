import type { Enqueue, RunLog, Schedule } from '../schedule.js'

/** A line the handler wrote into its run's log. */
export interface LoggedLine {
  readonly level: keyof RunLog
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** An entry the handler asked for. */
export interface EnqueuedEntry extends Enqueue {
  readonly jobCode: string
}

/** A schedule for a module author's unit test: a handler takes it as the real one, the test reads what was said. */
export interface TestSchedule extends Schedule {
  /** What was logged, in order. */
  readonly lines: readonly LoggedLine[]
  /** What was asked for with `enqueue()`, in order; nothing of it is checked here. */
  readonly enqueued: readonly EnqueuedEntry[]
  /** The last sentence given to `setMessage()`. */
  readonly message: string | undefined
  /** The last value given to `progress()`, kept within 0 and 100 as a real run keeps it. */
  readonly percent: number | undefined
}

export interface TestScheduleOptions {
  readonly jobCode?: string
  /** When the entry is due; 2026-01-31T10:05:00Z unless told, so that a test sees the same instant each time. */
  readonly scheduledAt?: Date
  readonly attempt?: number
  readonly params?: Readonly<Record<string, string>>
  readonly target?: string
  /** Abort it to see whether the handler ends early; a signal that is never aborted unless told. */
  readonly signal?: AbortSignal
}

/** Makes a schedule that lives in memory. */
export function createTestSchedule(options: TestScheduleOptions = {}): TestSchedule {
  const { jobCode = 'test_job', attempt = 1, params = {}, target, signal = new AbortController().signal } = options
  const scheduledAt = new Date(options.scheduledAt ?? DUE)
  const lines: LoggedLine[] = []
  const enqueued: EnqueuedEntry[] = []
  let message: string | undefined
  let percent: number | undefined
  return {
    id: idOf(jobCode, scheduledAt, target),
    jobCode,
    scheduledAt,
    attempt,
    params: Object.freeze({ ...params }),
    ...(target === undefined ? {} : { target }),
    log: logInto(lines),
    signal,
    progress: (value) => {
      percent = Math.min(FULL, Math.max(0, value || 0))
    },
    setMessage: (sentence) => {
      message = sentence
    },
    enqueue: async (code, wish = {}) => {
      enqueued.push({ jobCode: code, ...wish })
      return idOf(code, wish.at ?? new Date(scheduledAt.getTime() + enqueued.length), wish.target)
    },
    lines,
    enqueued,
    get message() {
      return message
    },
    get percent() {
      return percent
    },
  }
}

const DUE = '2026-01-31T10:05:00Z'
const FULL = 100

// The stamp of core's entry ids, said again because an author's test must not pull core in; a test holds them together.
function stampOf(instant: Date): string {
  return instant.toISOString().replaceAll(/[-:]/g, '').replace('.000Z', 'Z')
}

function idOf(jobCode: string, instant: Date, target: string | undefined): string {
  return `${jobCode}@${stampOf(instant)}${target === undefined ? '' : `~${target}`}`
}

function logInto(lines: LoggedLine[]): RunLog {
  const writer =
    (level: keyof RunLog): RunLog['info'] =>
    (message, fields = {}) => {
      lines.push({ level, message, fields })
    }
  return { debug: writer('debug'), info: writer('info'), warn: writer('warn'), error: writer('error') }
}
