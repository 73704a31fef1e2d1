import type { Calendar } from '@horarium/core'
import type { Gap, Watermark } from '@horarium/store'
import { caughtUpText, type MisfirePolicy, misfireRule } from './misfire.js'

export interface JobState {
  readonly jobCode: string
  readonly calendar: Calendar
  readonly fingerprint: string
  /** Up to where the same calendar is written down; `undefined` for a new or a changed one. */
  readonly watermark: Watermark | undefined
  readonly misfire: MisfirePolicy
}

export interface Horizon {
  readonly now: number
  readonly aheadMs: number
  readonly lifetimeMs: number
  /** Why nothing ran lately, where somebody meant it so. */
  readonly cause?: string
}

/** What one job needs written down. */
export interface JobStep {
  readonly next: Watermark
  readonly add: readonly number[]
  readonly gap?: Gap
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** The next step of a job's timetable; `undefined` when it is written far enough. Pure. */
export function planJob(state: JobState, horizon: Horizon): JobStep | undefined {
  return state.calendar.kind === 'always' ? planAlways(state, horizon) : planTimed(state, state.calendar, horizon)
}

// `always` means "at every pass": there is nothing to foresee, and a minute has one pass however many processes run.
function planAlways({ watermark, fingerprint }: JobState, { now }: Horizon): JobStep | undefined {
  const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS
  const passed = watermark !== undefined && watermark.at >= minute && watermark.at <= now
  return passed ? undefined : { next: { at: minute, fingerprint }, add: [minute] }
}

type Timed = Extract<Calendar, { kind: 'timed' }>

function planTimed(state: JobState, calendar: Timed, horizon: Horizon): JobStep | undefined {
  const { now, aheadMs } = horizon
  const until = now + aheadMs
  const next = { at: until, fingerprint: state.fingerprint }
  const written = state.watermark?.at ?? now
  if (written === until) return undefined
  // A watermark beyond the horizon: the clock was set back, or the horizon shortened. Writing again is harmless.
  if (written > until) return { next, add: calendar.between(now, until) }
  if (written >= now) return { next, add: calendar.between(written, until) }
  const { late, gap } = catchUp({ ...state, from: written }, calendar, horizon)
  return { next, add: [...late, ...calendar.between(now, until)], ...(gap ? { gap } : {}) }
}

// Of the instants nobody wrote down some still run, as the job's misfire policy says.
function catchUp(
  { jobCode, misfire, from }: Pick<JobState, 'jobCode' | 'misfire'> & { readonly from: number },
  calendar: Timed,
  { now, lifetimeMs, cause = 'nothing ran' }: Horizon,
): { readonly late: readonly number[]; readonly gap: Gap | undefined } {
  const { withinMs, atMost } = misfireRule(misfire, lifetimeMs)
  const late = calendar.between(Math.max(from, now - withinMs), now).slice(-atMost)
  const count = countBetween(calendar, from, now) - late.length
  const reason = late.length > 0 ? `${cause}; ${caughtUpText(late.length)}` : cause
  return { late, gap: count > 0 ? { jobCode, from, to: now, count, reason } : undefined }
}

// A day at a time: an outage may be long and a calendar dense.
function countBetween(calendar: Timed, from: number, until: number): number {
  let count = 0
  for (let start = from; start < until; start += DAY_MS) {
    count += calendar.between(start, Math.min(start + DAY_MS, until)).length
  }
  return count
}
