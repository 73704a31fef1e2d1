import type { WatchedJob } from './watched-job.js'

/** How long it is until a job that is held, nobody knows for how long, or that is overdue, is looked at again. */
export const RECHECK_MS = 600_000

export interface LastSuccess {
  /** Since when the job is watched as it is now, epoch ms. */
  readonly since: number
  /** Absent where none is known. */
  readonly successAt?: number | undefined
}

/**
 * When a job is overdue unless it succeeds before: its tolerance after the first instant of its calendar that follows its
 * last success, or the end of what held it since. Epoch ms; `undefined` = never.
 */
export function overdueAt(job: WatchedJob, { since, successAt = 0 }: LastSuccess, now: number): number | undefined {
  const { calendar, alert, holds, isGuarded } = job
  if (!calendar || !alert.on.includes('overdue')) return undefined
  const ends = holds.filter(({ from }) => from <= now).map(({ until }) => until)
  if (isGuarded || ends.includes(Infinity)) return now + RECHECK_MS
  const base = Math.max(since, successAt, ...ends)
  // What is due at every pass is due at once.
  const expected = calendar.compiled.kind === 'always' ? base : calendar.compiled.next(base)
  return expected === undefined ? undefined : expected + alert.toleranceMs
}
