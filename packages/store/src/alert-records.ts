import type { Instance } from './instance.js'

const PAGE = 1_000

/** Everything that is open, as it was written, by field. */
export function readOpenAlerts(instance: Instance): Promise<ReadonlyMap<string, string>> {
  return scan(instance, instance.keys.alertsOpen)
}

/** Every job that is watched, `<since> <fingerprint>`, by code. */
export function readWatched(instance: Instance): Promise<ReadonlyMap<string, string>> {
  return scan(instance, instance.keys.alertsWatched)
}

/** Jobs whose deadline is over, the oldest first, at most so many. */
export async function readOverdue({ redis, keys }: Instance, now: number, limit: number): Promise<readonly string[]> {
  return await redis.zrangebyscore(keys.alertDeadlines, '-inf', now, 'LIMIT', 0, limit)
}

/** The same, with when the deadline was, epoch ms. */
export async function readDeadlines(
  { redis, keys }: Instance,
  now: number,
  limit: number,
): Promise<readonly (readonly [code: string, at: number])[]> {
  const found = await redis.zrangebyscore(keys.alertDeadlines, '-inf', now, 'WITHSCORES', 'LIMIT', 0, limit)
  return found.flatMap((code, index) => (index % 2 === 0 ? [[code, Number(found[index + 1])] as const] : []))
}

/** What is kept of some jobs, by code: since when each is watched, when it last succeeded, how long it takes. */
export async function readAlertFacts(
  { redis, keys }: Instance,
  hash: 'alertsWatched' | 'alertSuccesses' | 'alertUsual',
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (let at = 0; at < codes.length; at += PAGE) {
    const page = codes.slice(at, at + PAGE)
    const values = await redis.hmget(keys[hash], ...page)
    for (const [index, value] of values.entries()) if (value !== null) found.set(page[index] ?? '', value)
  }
  return found
}

/** The messages that wait for their delivery, `<message id> <channel>`. */
export async function readOutboxFields({ redis, keys }: Instance): Promise<readonly string[]> {
  return await redis.hkeys(keys.alertOutbox)
}

/** A message that waits, as it was written; `undefined` when somebody else has delivered it. */
export async function readOutboxMessage({ redis, keys }: Instance, field: string): Promise<string | undefined> {
  return (await redis.hget(keys.alertOutbox, field)) ?? undefined
}

/** How often deliveries were tried, as it was written, by field. */
export async function readAttempts({ redis, keys }: Instance): Promise<ReadonlyMap<string, string>> {
  return new Map(Object.entries(await redis.hgetall(keys.alertAttempts)))
}

/** Notes that a delivery failed, unless the message has gone meanwhile. */
export async function noteAttempt({ redis, keys }: Instance, field: string, attempt: string): Promise<void> {
  if ((await redis.hexists(keys.alertOutbox, field)) === 1) await redis.hset(keys.alertAttempts, field, attempt)
}

/** Forgets messages: they are delivered, or nobody can deliver them any more. */
export async function forgetMessages({ redis, keys }: Instance, fields: readonly string[]): Promise<void> {
  if (fields.length === 0) return
  await redis
    .multi()
    .hdel(keys.alertOutbox, ...fields)
    .hdel(keys.alertAttempts, ...fields)
    .exec()
}

async function scan({ redis }: Instance, key: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  let cursor = '0'
  do {
    const [next, fields] = await redis.hscan(key, cursor, 'COUNT', PAGE)
    for (let index = 0; index < fields.length; index += 2) found.set(fields[index] ?? '', fields[index + 1] ?? '')
    cursor = next
  } while (cursor !== '0')
  return found
}
