import { parseEntryId } from '@horarium/core'
import type { Sender } from '@horarium/queue'
import { finishLost, finishWaiting, readLost, rereleaseEntries } from '@horarium/store'
import type { LanePlan } from './lane-plan.js'
import { RERELEASE_AFTER_MS } from './limits.js'
import { missedReason } from './reasons.js'
import { sendByPriority } from './send-by-priority.js'

export interface Swept {
  /** Runs whose worker was lost. */
  readonly lost: number
  readonly missed: number
  /** Sent to the queue again. */
  readonly rereleased: number
}

/** Ends runs whose lease is gone, and looks after entries that were released but never claimed. */
export async function sweep(plan: LanePlan, sender: Sender, now: number): Promise<Swept> {
  const lost = await endLost(plan, now)
  const ids = await rereleaseEntries(plan.lane, now - RERELEASE_AFTER_MS, now)
  const oldest = now - plan.settings.lifetimeMs
  const late = ids.filter((id) => parseEntryId(id).scheduledAt < oldest)
  const again = ids.filter((id) => parseEntryId(id).scheduledAt >= oldest)
  await sendByPriority(plan, again, sender.sendAgain)
  const endings = late.map((id) => ({ id, status: 'missed' as const, reason: `released, but ${missedReason(plan)}` }))
  const missed = await finishWaiting(plan.lane, endings, { from: 'released', now })
  return { lost, missed: missed.filter(Boolean).length, rereleased: again.length }
}

async function endLost({ lane }: LanePlan, now: number): Promise<number> {
  const ids = await readLost(lane, now)
  const endings = ids.map((id) => ({ id, status: 'error' as const, reason: 'worker lost' }))
  return (await finishLost(lane, endings, now)).filter(Boolean).length
}
