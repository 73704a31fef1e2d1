import { formatDuration, type GroupSettings, RUN_TIMEOUT, RunStop } from '@horarium/core'
import type { Run } from './run.js'

/** Stops a run once it has lasted `timeoutMs` (0 = never); answers what to call when it has ended. */
export function limitRun(run: Run, timeoutMs: number, { stopGraceMs }: GroupSettings): () => void {
  if (timeoutMs === 0) return () => undefined
  const stop = (): void => {
    const message = `timeout: ran longer than ${formatDuration(timeoutMs)}`
    run.controller.abort(new RunStop(message, { verdict: 'error', graceMs: stopGraceMs, errorName: RUN_TIMEOUT }))
  }
  const timer = setTimeout(stop, timeoutMs).unref()
  return () => clearTimeout(timer)
}
