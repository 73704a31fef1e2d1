import { performance } from 'node:perf_hooks'
import type { Redis } from '@horarium/store'

const TRIES = 20

/**
 * Redis TIME with fractions of a millisecond: what is measured in single milliseconds must not be rounded to them.
 * The quickest of several questions is the one whose answer is least stale.
 */
export async function openFineClock(redis: Redis): Promise<() => number> {
  let best = Number.POSITIVE_INFINITY
  let offset = 0
  for (let tries = 0; tries < TRIES; tries += 1) {
    const sent = performance.now()
    const [seconds, micros] = await redis.time()
    const trip = performance.now() - sent
    if (trip >= best) continue
    best = trip
    offset = Number(seconds) * 1_000 + Number(micros) / 1_000 - (sent + trip / 2)
  }
  return () => performance.now() + offset
}
