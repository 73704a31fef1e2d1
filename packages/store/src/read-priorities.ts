import { isBetweenSeconds, parseEntryId } from '@horarium/core'
import type { Lane } from './lane.js'

/** The priorities entries have of their own, by id; no entry has one that stands at a whole second. */
export async function readPriorities(
  { redis, keys }: Lane,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const asked = ids.filter((id) => isBetweenSeconds(parseEntryId(id).scheduledAt))
  if (asked.length === 0) return new Map()
  const look = redis.pipeline()
  for (const id of asked) look.hget(keys.entry(id), 'priority')
  const answers = (await look.exec()) ?? []
  return new Map(
    asked.flatMap((id, index) => {
      const priority = answers[index]?.[1]
      return typeof priority === 'string' ? [[id, Number(priority)] as const] : []
    }),
  )
}
