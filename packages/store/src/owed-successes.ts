import type { Lane } from './lane.js'

/** Notes, before an entry ends, that others are to follow its success: whoever ends it may die before they are written. */
export async function noteOwed({ redis, keys }: Lane, id: string, now: number): Promise<void> {
  await redis.zadd(keys.owed, now, id)
}

/** Nothing is to follow an entry any more. */
export async function forgetOwed({ redis, keys }: Lane, id: string): Promise<void> {
  await redis.zrem(keys.owed, id)
}

const AT_ONCE = 100

/** Entries noted up to an instant that nobody has followed yet, at most 100. */
export function readOwed({ redis, keys }: Lane, until: number): Promise<readonly string[]> {
  return redis.zrangebyscore(keys.owed, '-inf', until, 'LIMIT', 0, AT_ONCE)
}
