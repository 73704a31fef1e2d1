import { parseEntryId } from '@horarium/core'
import type { Sender } from '@horarium/queue'
import type { LanePlan } from './lane-plan.js'

/** Sends ids so that of those that wait in the lane the jobs of greatest priority go first. */
export async function sendByPriority(
  { jobs, hasPriorities }: LanePlan,
  ids: readonly string[],
  send: Sender['send'],
): Promise<void> {
  if (!hasPriorities) return send(ids)
  const priorityOf = (id: string): number => jobs.get(parseEntryId(id).jobCode)?.definition.policy.priority ?? 0
  const priorities = [...new Set(ids.map(priorityOf))].toSorted((a, b) => b - a)
  for (const priority of priorities) {
    await send(
      ids.filter((id) => priorityOf(id) === priority),
      priority,
    )
  }
}
