import { parseEntryId } from '@horarium/core'
import type { Sender } from '@horarium/queue'
import { jobPlace, parkEntry } from '@horarium/store'
import type { LanePlan } from './lane-plan.js'
import { sendByPriority } from './send-by-priority.js'
import { wake } from './wake.js'

export interface Sending {
  readonly sender: Sender
  readonly now: number
}

/**
 * Sends entries that were released just now. Those of a job that queues stand in line before any of them is sent: of
 * several that are claimed at once by several processes anyone could be first.
 */
export async function sendInTurn(plan: LanePlan, released: readonly string[], sending: Sending): Promise<void> {
  const inLine = released.filter((id) => plan.jobs.get(parseEntryId(id).jobCode)?.definition.policy.overlap === 'queue')
  if (inLine.length === 0) return sendByPriority(plan, released, sending.sender.send)
  const queued = new Set(inLine)
  const free = released.filter((id) => !queued.has(id))
  await sendByPriority(plan, free, sending.sender.send)
  await Promise.all(inLine.map((id) => parkEntry(plan.lane, id, { place: jobPlace(id) })))
  await wake(plan, inLine, sending)
}
