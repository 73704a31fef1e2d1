import type { Lane } from './lane.js'

/** The jobs of the entries that failed last, and whether those are all that are known. */
export async function readFailed(
  { redis, keys }: Lane,
  limit: number,
): Promise<{ readonly ids: readonly string[]; readonly isAll: boolean }> {
  const ids = await redis.zrange(keys.finished('error'), '0', String(limit - 1), 'REV')
  return { ids, isAll: ids.length < limit }
}

/** How many entries are due, or wait for a worker since they were, and since when the first does; epoch ms. */
export async function readWaiting(
  { redis, keys }: Lane,
  now: number,
): Promise<{ readonly count: number; readonly since: number | undefined }> {
  const [due, released, first, longest] = await Promise.all([
    redis.zcount(keys.pending, '-inf', now),
    redis.zcard(keys.released),
    redis.zrange(keys.pending, '0', '0', 'WITHSCORES'),
    redis.zrange(keys.released, '0', '0', 'WITHSCORES'),
  ])
  const instants = [first[1], longest[1]].flatMap((score) => (score === undefined ? [] : [Number(score)]))
  const past = instants.filter((instant) => instant <= now)
  return { count: due + released, since: past.length === 0 ? undefined : Math.min(...past) }
}
