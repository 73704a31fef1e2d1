import { type FinishedStatus, parseEntryId } from '@horarium/core'
import type { DueEntry } from './release-entries.js'
import type { Lane } from './lane.js'
import { callScript, loadScript } from './script.js'

const PURGE = loadScript('purge')

/** One page of finished entries by finish time, oldest first, from a rank on, with when each finished. */
export async function readFinishedPage(
  lane: Lane,
  status: FinishedStatus,
  { rank, size }: { readonly rank: number; readonly size: number },
): Promise<readonly DueEntry[]> {
  const members = await lane.redis.zrange(lane.keys.finished(status), `${rank}`, `${rank + size - 1}`, 'WITHSCORES')
  const page: DueEntry[] = []
  for (let index = 0; index < members.length; index += 2) {
    page.push({ id: members[index] ?? '', dueAt: Number(members[index + 1]) })
  }
  return page
}

/** How many entries of a status finished at or before a cutoff, with the first and the last of them; whatever their number. */
export async function countFinished(
  { redis, keys }: Lane,
  status: FinishedStatus,
  cutoff: number,
): Promise<{ readonly count: number; readonly ends: readonly DueEntry[] }> {
  const key = keys.finished(status)
  const [count, first, last] = await Promise.all([
    redis.zcount(key, '-inf', cutoff),
    redis.zrange(key, '-inf', String(cutoff), 'BYSCORE', 'LIMIT', 0, 1, 'WITHSCORES'),
    redis.zrange(key, String(cutoff), '-inf', 'BYSCORE', 'REV', 'LIMIT', 0, 1, 'WITHSCORES'),
  ])
  const ends = [first, last].flatMap(([id, score]) => (id === undefined ? [] : [{ id, dueAt: Number(score) }]))
  return { count, ends }
}

/** Forgets entries of one status that finished at or before `cutoff`; answers how many went. */
export async function purgeEntries(
  lane: Lane,
  ids: readonly string[],
  { status, cutoff }: { readonly status: FinishedStatus; readonly cutoff: number },
): Promise<number> {
  if (ids.length === 0) return 0
  const { finished, forgotten, job, entry, log } = lane.keys
  const instants = ids.map((id) => parseEntryId(id).scheduledAt)
  const answer = await callScript(lane.redis, PURGE, {
    keys: [finished(status), forgotten, ...ids.flatMap((id) => [job(parseEntryId(id).jobCode), entry(id), log(id)])],
    args: [cutoff, Math.max(...instants), ...ids],
  })
  const count = Number(answer)
  if (count > 0) lane.onNews?.({ is: 'purged', status, count })
  return count
}

/** Forgets gap records that ended at or before `cutoff`. */
export async function purgeGaps({ redis, keys }: Lane, cutoff: number): Promise<number> {
  const gone = await redis.zremrangebyscore(keys.gaps, '-inf', cutoff)
  if (gone > 0) await redis.zadd(keys.forgotten, 'GT', cutoff, 'gaps')
  return gone
}

/** The latest instant of anything that was purged, epoch ms, 0 when nothing was: later ones are all still known. */
export async function readForgotten({ redis, keys }: Lane): Promise<number> {
  const [, score] = await redis.zrange(keys.forgotten, '-1', '-1', 'WITHSCORES')
  return Number(score ?? 0)
}
