import { performance } from 'node:perf_hooks'
import type { Clock } from '@horarium/core'
import type { Instance } from './instance.js'
import { loadScript } from './script.js'

const TIME = loadScript('time')

/** A clock that shows the store's time; `measure` asks Redis again. */
export interface StoreClock extends Clock {
  readonly measure: () => Promise<void>
}

/**
 * The one clock of the instance: Redis TIME, carried on between two measurements by the process's monotonic timer,
 * so that neither a wrong nor a stepping system clock is ever seen. In a cluster it is that of the node that holds the
 * instance's own keys.
 */
export async function openStoreClock(instance: Instance): Promise<StoreClock> {
  let offset = await measureOffset(instance)
  return {
    now: () => Math.floor(performance.now() + offset),
    measure: async () => {
      offset = await measureOffset(instance)
    },
  }
}

// The truth lies somewhere between sending and receiving; half the round trip is the best guess. Sent whole, since a
// script that is first asked for by its hash may take two of them.
async function measureOffset({ redis, keys }: Instance): Promise<number> {
  const sent = performance.now()
  const answer = await redis.eval(TIME.text, 1, keys.pass)
  const received = performance.now()
  const [seconds, micros] = answer as readonly string[]
  return Number(seconds) * 1_000 + Number(micros) / 1_000 - (sent + received) / 2
}
