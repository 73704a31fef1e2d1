import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'

const LOOK_MS = 50

/** Waits until something is so; answers whether it was within the time. */
export async function comesTrue(withinMs: number, isSo: () => boolean): Promise<boolean> {
  const until = performance.now() + withinMs
  while (!isSo()) {
    const left = until - performance.now()
    if (left <= 0) return false
    // oxlint-disable-next-line no-await-in-loop
    await pause(Math.min(LOOK_MS, left))
  }
  return true
}
