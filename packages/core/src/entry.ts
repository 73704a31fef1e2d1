import { HorariumError } from './errors.js'
import { isJobCode } from './job-definition.js'
import { instantOf, stampOf } from './stamp.js'
import type { Status } from './status.js'

/** Who asked for an entry: the calendar, a person, the success of another entry, or another entry's handler. */
export const ENTRY_SOURCES = ['calendar', 'manual', 'chain', 'handler'] as const
export type EntrySource = (typeof ENTRY_SOURCES)[number]

/** An occurrence written down: one job, one instant. Instants are epoch milliseconds, UTC. */
export interface Entry {
  readonly id: string
  readonly jobCode: string
  /** Which of its job's targets it is for. */
  readonly target?: string
  readonly group: string
  readonly scheduledAt: number
  readonly status: Status
  readonly source: EntrySource
  /** Why it ended so; set on every finished entry. */
  readonly reason?: string
  /** What a due entry waits for: another entry, its `turn`, or `room` in its group. */
  readonly waitsFor?: string
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
  /** The entry that asked for it: the one it follows, the one whose handler did, or the one whose target it is for. */
  readonly askedBy?: string
  /** How many entries in a row asked for the next. */
  readonly depth?: number
  /** Its own, where somebody gave it one. */
  readonly priority?: number
  /** Of a job with targets: how many entries it was handed to. */
  readonly handedTo?: number
  /** What its handler was given, or is to be given beside what its job says then. */
  readonly params?: Readonly<Record<string, string>>
  /** The handler's return value as JSON. */
  readonly result?: string
  /** What the handler last said of itself, by `setMessage()`. */
  readonly message?: string
  readonly progress?: number
  readonly error?: EntryError
  /** Somebody wants, or wanted, its run to end. */
  readonly kill?: EntryKill
}

/** That somebody wants a run to end. */
export interface EntryKill {
  readonly by: string
  readonly why: string
  readonly at: number
  /** When whoever runs it heard of it. */
  readonly seenAt?: number
  readonly force: boolean
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

/** What an entry id says. */
export interface EntryIdParts {
  readonly jobCode: string
  /** Epoch ms. */
  readonly scheduledAt: number
  /** Absent for a job without targets. */
  readonly target?: string
}

const TARGET_MARK = '~'
const TARGET = /^[A-Za-z0-9_.-]{1,100}$/

/** Whether a text may name a target: it becomes part of ids and Redis keys, as a job code does. */
export function isTarget(text: string): boolean {
  return TARGET.test(text)
}

/**
 * The identity of an entry: `<job code>@20260131T100500Z`; an instant that is not a whole second carries its
 * milliseconds (`...T100500.250Z`), which calendars never produce and manual entries always do. One for a target of its
 * job ends with `~<target>`.
 */
export function entryId(jobCode: string, instant: number, target?: string): string {
  const id = `${jobCode}@${stampOf(instant)}`
  return target === undefined ? id : id + TARGET_MARK + target
}

/** Reads an entry id. Throws `HorariumError` (`usage`) when the text is not one. */
export function parseEntryId(id: string): EntryIdParts {
  const at = id.lastIndexOf('@')
  const mark = id.indexOf(TARGET_MARK, at + 1)
  const jobCode = id.slice(0, Math.max(0, at))
  const scheduledAt = instantOf(mark < 0 ? id.slice(at + 1) : id.slice(at + 1, mark))
  const target = mark < 0 ? undefined : id.slice(mark + 1)
  if (!isJobCode(jobCode) || scheduledAt === undefined || (target !== undefined && !isTarget(target))) {
    throw new HorariumError('usage', `'${id}' is not an entry id; it reads <job code>@20260131T100500Z.`)
  }
  return target === undefined ? { jobCode, scheduledAt } : { jobCode, scheduledAt, target }
}

/** The job an entry id names; of an id that is known to be one, however many there are. */
export function jobCodeIn(id: string): string {
  return id.slice(0, id.lastIndexOf('@'))
}
