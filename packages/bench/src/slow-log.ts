import type { Redis } from '@horarium/store'

// Low enough that the longest command is in it, high enough that Redis does not write down every ping.
const SLOWER_THAN_MICROS = 200
const KEPT = 100_000

/** How long the longest single Redis command of some work took, ms; the threshold of the log when none reached it. */
export async function longestCommandMs(redis: Redis, work: () => Promise<unknown>): Promise<number> {
  await redis.config('SET', 'slowlog-log-slower-than', SLOWER_THAN_MICROS, 'slowlog-max-len', KEPT)
  await redis.slowlog('RESET')
  await work()
  const entries = (await redis.slowlog('GET', KEPT)) as readonly (readonly unknown[])[]
  const micros = entries.map((entry) => Number(entry[2]))
  return micros.reduce((longest, one) => Math.max(longest, one), SLOWER_THAN_MICROS) / 1_000
}
