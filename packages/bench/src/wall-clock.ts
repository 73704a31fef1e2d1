import { performance } from 'node:perf_hooks'

/** A time two processes of one machine agree on, epoch ms. */
export function wallClock(): number {
  return performance.timeOrigin + performance.now()
}
