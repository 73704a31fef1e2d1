import type { Redis } from '@horarium/store'

// Low enough that the longest command is in it, high enough that Redis does not write down every ping.
const SLOWER_THAN_MICROS = 200
const KEPT = 100_000

/**
 * How long each of the longer commands of some work took, ms, longest first. By the clock on the wall: that a busy
 * machine let Redis wait is in it.
 */
export async function longCommands(redis: Redis, work: () => Promise<unknown>): Promise<readonly number[]> {
  await redis.config('SET', 'slowlog-log-slower-than', SLOWER_THAN_MICROS, 'slowlog-max-len', KEPT)
  await redis.slowlog('RESET')
  await work()
  const entries = (await redis.slowlog('GET', KEPT)) as readonly (readonly unknown[])[]
  return entries.map((entry) => Number(entry[2]) / 1_000).toSorted((a, b) => b - a)
}
