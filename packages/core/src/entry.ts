import { HorariumError } from './errors.js'
import { isJobCode } from './job-definition.js'
import { instantOf, stampOf } from './stamp.js'
import type { Status } from './status.js'

/** Who asked for an entry: the calendar, or a person. */
export type EntrySource = 'calendar' | 'manual'

/** An occurrence written down: one job, one instant. Instants are epoch milliseconds, UTC. */
export interface Entry {
  readonly id: string
  readonly jobCode: string
  readonly group: string
  readonly scheduledAt: number
  readonly status: Status
  readonly source: EntrySource
  /** Why it ended so; set on every finished entry. */
  readonly reason?: string
  readonly releasedAt?: number
  readonly startedAt?: number
  readonly finishedAt?: number
  readonly durationMs?: number
  /** 1 for the first run; 0 while it has never run. */
  readonly attempt: number
  /** When the next attempt is, or was, due; absent while there was only one. */
  readonly dueAt?: number
  /** The attempts that failed before the last one, or before the one to come; absent where there is none. */
  readonly attempts?: readonly FailedAttempt[]
  readonly worker?: string
  /** Who asked for it, for a manual entry. */
  readonly author?: string
  readonly params?: Readonly<Record<string, string>>
  /** The handler's return value as JSON. */
  readonly result?: string
  /** What the handler last said of itself, by `setMessage()`. */
  readonly message?: string
  readonly progress?: number
  readonly error?: EntryError
}

/** One run of an entry, of several, that failed. */
export interface FailedAttempt {
  readonly attempt: number
  readonly startedAt: number
  readonly finishedAt: number
  readonly durationMs: number
  readonly worker: string
  readonly reason: string
  readonly error?: Pick<EntryError, 'name' | 'message'>
}

/** What a handler threw. */
export interface EntryError {
  readonly name: string
  readonly message: string
  readonly stack?: string
}

/**
 * The identity of an entry: `<job code>@20260131T100500Z`; an instant that is not a whole second carries its
 * milliseconds (`...T100500.250Z`), which calendars never produce and manual entries always do.
 */
export function entryId(jobCode: string, instant: number): string {
  return `${jobCode}@${stampOf(instant)}`
}

/** Reads an entry id. Throws `HorariumError` (`usage`) when the text is not one. */
export function parseEntryId(id: string): { readonly jobCode: string; readonly scheduledAt: number } {
  const at = id.lastIndexOf('@')
  const jobCode = id.slice(0, Math.max(0, at))
  const scheduledAt = instantOf(id.slice(at + 1))
  if (!isJobCode(jobCode) || scheduledAt === undefined) {
    throw new HorariumError('usage', `'${id}' is not an entry id; it reads <job code>@20260131T100500Z.`)
  }
  return { jobCode, scheduledAt }
}
