import { performance } from 'node:perf_hooks'
import type { Clock } from '@horarium/core'
import type { Redis } from './connection.js'

/** A clock that shows the store's time; `measure` asks Redis again. */
export interface StoreClock extends Clock {
  readonly measure: () => Promise<void>
}

/**
 * The one clock of the instance: Redis TIME, carried on between two measurements by the process's monotonic timer,
 * so that neither a wrong nor a stepping system clock is ever seen.
 */
export async function openStoreClock(redis: Redis): Promise<StoreClock> {
  let offset = await measureOffset(redis)
  return {
    now: () => Math.floor(performance.now() + offset),
    measure: async () => {
      offset = await measureOffset(redis)
    },
  }
}

// The truth lies somewhere between sending and receiving; half the round trip is the best guess.
async function measureOffset(redis: Redis): Promise<number> {
  const sent = performance.now()
  const [seconds, micros] = await redis.time()
  const received = performance.now()
  return Number(seconds) * 1_000 + Number(micros) / 1_000 - (sent + received) / 2
}
