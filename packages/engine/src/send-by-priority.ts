import { parseEntryId } from '@horarium/core'
import type { Sender } from '@horarium/queue'
import { readPriorities } from '@horarium/store'
import type { LanePlan } from './lane-plan.js'

/**
 * Sends ids so that of those that wait in the lane the greatest priority goes first: an entry's own, else its job's. In a
 * lane whose jobs have none, entries go before or behind all that have none either.
 */
export async function sendByPriority(
  { lane, jobs, hasPriorities }: LanePlan,
  ids: readonly string[],
  send: Sender['send'],
): Promise<void> {
  const own = await readPriorities(lane, ids)
  if (!hasPriorities && own.size === 0) return send(ids)
  const priorityOf = (id: string): number =>
    own.get(id) ?? jobs.get(parseEntryId(id).jobCode)?.definition.policy.priority ?? 0
  const priorities = [...new Set(ids.map(priorityOf))].toSorted((a, b) => b - a)
  // What is sent to the front later stands before what was sent there earlier.
  const inTurn = hasPriorities ? priorities : priorities.toReversed()
  for (const priority of inTurn) {
    await send(
      ids.filter((id) => priorityOf(id) === priority),
      hasPriorities ? priority : placeOf(priority),
    )
  }
}

function placeOf(priority: number): number | 'front' | undefined {
  if (priority > 0) return 'front'
  return priority === 0 ? undefined : priority
}
