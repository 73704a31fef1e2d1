import { amiss, fine, type Finding } from './finding.js'

const CHECK = 'clock'
const WRONG_MS = 2_000

/** Whether this machine and Redis have the same time; `offsetMs` is how far Redis is ahead. */
export function checkClock(offsetMs: number): Finding {
  const seconds = (Math.abs(offsetMs) / 1_000).toFixed(1)
  if (Math.abs(offsetMs) < WRONG_MS) return fine(CHECK, `within ${seconds} s of that of Redis`)
  const message = `Redis is ${seconds} s ${offsetMs > 0 ? 'ahead of' : 'behind'} this machine`
  const remedy = "Jobs run by Redis' clock, logs and handlers have this machine's; let both follow a time server."
  return amiss('warning', CHECK, { message, remedy })
}
