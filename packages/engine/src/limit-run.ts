import { formatDuration, type GroupSettings, RUN_TIMEOUT, RunStop } from '@horarium/core'
import type { Run } from './run.js'

/** Stops a run once it has lasted `timeoutMs` (0 = never); answers what to call when it has ended. */
export function limitRun(run: Run, timeoutMs: number, { stopGraceMs }: GroupSettings): () => void {
  if (timeoutMs === 0) return () => undefined
  const timer = setTimeout(() => stopLateRun(run, timeoutMs, stopGraceMs), timeoutMs).unref()
  return () => clearTimeout(timer)
}

/** Stops a run because it has lasted longer than it may. */
export function stopLateRun({ controller }: Pick<Run, 'controller'>, timeoutMs: number, graceMs: number): void {
  const message = `timeout: ran longer than ${formatDuration(timeoutMs)}`
  controller.abort(new RunStop(message, { verdict: 'error', graceMs, errorName: RUN_TIMEOUT }))
}
