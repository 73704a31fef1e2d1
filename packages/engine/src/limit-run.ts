import { RUN_TIMEOUT, RunStop } from '@horarium/core'
import { STOP_GRACE_MS } from './limits.js'
import { durationText } from './reasons.js'
import type { Run } from './run.js'

// Node.js fires a longer timer at once.
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Stops a run once it has lasted `timeoutMs` (0 = never); answers what to call when it has ended. */
export function limitRun(run: Run, timeoutMs: number): () => void {
  if (timeoutMs === 0) return () => undefined
  let timer: NodeJS.Timeout
  const wait = (leftMs: number): void => {
    const next = (): void => (leftMs > LONGEST_TIMER_MS ? wait(leftMs - LONGEST_TIMER_MS) : stopLate(run, timeoutMs))
    timer = setTimeout(next, Math.min(leftMs, LONGEST_TIMER_MS)).unref()
  }
  wait(timeoutMs)
  return () => clearTimeout(timer)
}

function stopLate(run: Run, timeoutMs: number): void {
  const message = `timeout: ran longer than ${durationText(timeoutMs)}`
  run.controller.abort(new RunStop(message, { verdict: 'error', graceMs: STOP_GRACE_MS, errorName: RUN_TIMEOUT }))
}
