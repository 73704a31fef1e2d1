import { performance } from 'node:perf_hooks'

/** The machine's own time, epoch ms: for commands that only look at files and ask no Redis what time it is. */
export function machineTime(): number {
  return Math.floor(performance.timeOrigin + performance.now())
}
