import { HorariumError } from './errors.js'
import { isJobCode } from './job-definition.js'
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
  return `${jobCode}@${stamp(instant)}`
}

/** Reads an entry id. Throws `HorariumError` (`usage`) when the text is not one. */
export function parseEntryId(id: string): { readonly jobCode: string; readonly scheduledAt: number } {
  const at = id.lastIndexOf('@')
  const jobCode = id.slice(0, Math.max(0, at))
  const match = ID_STAMP.exec(id.slice(at + 1))
  const scheduledAt = match ? Date.parse(isoOf(match)) : Number.NaN
  // JavaScript reads 31 February and 24 o'clock too; a second writing of one instant would be a second entry.
  if (!isJobCode(jobCode) || Number.isNaN(scheduledAt) || entryId(jobCode, scheduledAt) !== id) {
    throw new HorariumError('usage', `'${id}' is not an entry id; it reads <job code>@20260131T100500Z.`)
  }
  return { jobCode, scheduledAt }
}

const ID_STAMP = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\.\d{3})?Z$/
const MS_IN_MINUTE = 60_000

function isoOf(match: RegExpExecArray): string {
  const [, year, month, day, hour, minute, second, fraction] = match
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction ?? ''}Z`
}

let lastMinute = Number.NaN
let lastMinuteStamp = ''

// A generator stamps many jobs with the same few minutes: the minute's text is worth remembering.
function stamp(instant: number): string {
  const minute = Math.floor(instant / MS_IN_MINUTE)
  if (minute !== lastMinute) {
    const iso = new Date(minute * MS_IN_MINUTE).toISOString()
    lastMinuteStamp = iso.slice(0, 4) + iso.slice(5, 7) + iso.slice(8, 13) + iso.slice(14, 16)
    lastMinute = minute
  }
  const rest = instant - minute * MS_IN_MINUTE
  if (rest === 0) return `${lastMinuteStamp}00Z`
  const second = Math.floor(rest / 1000)
  const ms = rest % 1000
  const fraction = ms === 0 ? '' : `.${String(ms).padStart(3, '0')}`
  return `${lastMinuteStamp}${String(second).padStart(2, '0')}${fraction}Z`
}
