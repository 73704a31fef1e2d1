import { parseEntryId } from '@horarium/core'
import type { Lane } from './lane.js'

const PAGE = 1_000

/**
 * The calendar's pending entries of some jobs that are due after an instant, by job code: what a changed calendar
 * withdraws. Entries with a record of their own (added by hand, waiting for a next attempt) are left out.
 */
export async function findPending(
  lane: Lane,
  jobCodes: ReadonlySet<string>,
  after: number,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  let cursor = '0'
  do {
    const [next, members] = await lane.redis.zscan(lane.keys.pending, cursor, 'COUNT', PAGE)
    const ids = members.filter((_, index) => index % 2 === 0 && Number(members[index + 1]) > after)
    const wanted = ids.filter((id) => jobCodes.has(parseEntryId(id).jobCode))
    for (const id of await withoutRecord(lane, wanted)) {
      const { jobCode } = parseEntryId(id)
      found.set(jobCode, [...(found.get(jobCode) ?? []), id])
    }
    cursor = next
  } while (cursor !== '0')
  return found
}

/** Those of the ids that have no record of their own: the calendar's entries that have not been touched. */
export async function withoutRecord(lane: Lane, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const pipeline = lane.redis.pipeline()
  for (const id of ids) pipeline.exists(lane.keys.entry(id))
  const answers = (await pipeline.exec()) ?? []
  return ids.filter((_, index) => answers[index]?.[1] === 0)
}
