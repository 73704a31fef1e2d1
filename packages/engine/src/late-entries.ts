import { parseEntryId } from '@horarium/core'
import { readDueTimes } from '@horarium/store'
import type { LanePlan } from './lane-plan.js'

/** Those of the entries that have waited beyond their lifetime: since their instant, or since their next attempt was due. */
export async function lateOf(
  { lane, settings }: LanePlan,
  ids: readonly string[],
  now: number,
): Promise<ReadonlySet<string>> {
  const oldest = now - settings.lifetimeMs
  const old = ids.filter((id) => parseEntryId(id).scheduledAt < oldest)
  const dueTimes = await readDueTimes(lane, old)
  return new Set(old.filter((_, index) => (dueTimes[index] ?? 0) < oldest))
}
