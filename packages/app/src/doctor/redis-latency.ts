import { performance } from 'node:perf_hooks'
import type { Redis } from '@horarium/store'
import { amiss, fine, type Finding } from './finding.js'

const CHECK = 'redis latency'
const ASKED = 15
const SLOW_MS = 20
const TOO_SLOW_MS = 500

/** How long Redis takes to answer, in the middle of several times. */
export async function checkRedisLatency(redis: Redis): Promise<Finding> {
  const times: number[] = []
  while (times.length < ASKED) {
    const asked = performance.now()
    // oxlint-disable-next-line no-await-in-loop -- one after the other, or they would wait for each other
    await redis.ping()
    times.push(performance.now() - asked)
  }
  return latencyFinding(times)
}

/** What such times, in ms, mean. */
export function latencyFinding(times: readonly number[]): Finding {
  const middle = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
  const message = `answers in ${middle.toFixed(1)} ms`
  if (middle < SLOW_MS) return fine(CHECK, message)
  const remedy = 'Run it nearer; look for slow commands (SLOWLOG GET), swapping, and a full processor there.'
  return amiss(middle < TOO_SLOW_MS ? 'warning' : 'error', CHECK, { message, remedy })
}
