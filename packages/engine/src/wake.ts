import { parseEntryId } from '@horarium/core'
import type { Sender } from '@horarium/queue'
import { type Ending, findEntry, finishWaiting, readFronts, readNext, unparkEntries } from '@horarium/store'
import { maintenanceOf } from './guards.js'
import { killEntry } from './kill-entry.js'
import { lateOf } from './late-entries.js'
import type { LanePlan } from './lane-plan.js'
import { missedReason } from './reasons.js'
import { sendByPriority } from './send-by-priority.js'
import { cancelOrder } from './wait-turn.js'

export interface Waking {
  readonly sender: Pick<Sender, 'sendAnew'>
  readonly now: number
}

/** Runs a lane may have at once, on all nodes together; 0 sets no bound. Shards share what their group may have. */
export function roomIn({ settings: { concurrencyTotal, shards } }: Pick<LanePlan, 'settings'>): number {
  return concurrencyTotal === 0 ? 0 : Math.max(1, Math.floor(concurrencyTotal / shards))
}

/** Sends those that waited for entries which have ended, as far as it is their turn. */
export async function wakeAfter(plan: LanePlan, ended: readonly string[], waking: Waking): Promise<void> {
  await wake(plan, await readNext(plan.lane, ended), waking)
}

/** Sends parked entries if it is their turn; answers those. */
export async function wake(
  plan: LanePlan,
  ids: readonly string[],
  { sender, now }: Waking,
): Promise<ReadonlySet<string>> {
  const turned = await unparkEntries(plan.lane, ids, { now, room: roomIn(plan) })
  if (turned.length > 0) await sendByPriority(plan, turned, sender.sendAnew)
  return new Set(turned)
}

/**
 * Looks after those who wait for a run of their job or for room: whoever ends wakes them, so this finds only those
 * whose waker died, whose limits were raised, and those who have waited beyond their lifetime. Answers how many missed.
 */
export async function tendParked(plan: LanePlan, waking: Waking): Promise<number> {
  let missed = 0
  if (maintenanceOf(plan, waking.now)) return missed
  for (;;) {
    const fronts = await readFronts(plan.lane)
    const late = await lateOf(plan, fronts, waking.now)
    const ended = await endLate(plan, [...late], waking.now)
    const turned = await wake(
      plan,
      fronts.filter((id) => !late.has(id)),
      waking,
    )
    missed += ended
    if (ended + turned.size > 0) continue
    await cancelHolders(plan, fronts, waking)
    return missed
  }
}

async function endLate(plan: LanePlan, ids: readonly string[], now: number): Promise<number> {
  const endings: Ending[] = []
  for (const id of ids) {
    const { waitsFor } = (await findEntry(plan.lane, id)) ?? {}
    endings.push({ id, status: 'missed', reason: `${waitText(plan, waitsFor)}, ${missedReason(plan, id, now)}` })
  }
  return (await finishWaiting(plan.lane, endings, { from: 'parked', now })).filter(Boolean).length
}

function waitText(plan: LanePlan, waitsFor = 'turn'): string {
  if (waitsFor === 'room') return `waited for room: ${roomIn(plan)} of the lane were running`
  return `waited for ${waitsFor === 'turn' ? 'its turn' : waitsFor}`
}

// Whoever parked them asked already, unless it died before it could.
async function cancelHolders(plan: LanePlan, fronts: readonly string[], waking: Waking): Promise<void> {
  for (const id of fronts) {
    const job = plan.jobs.get(parseEntryId(id).jobCode)
    if (job?.definition.policy.overlap !== 'cancel_other') continue
    const { waitsFor = '' } = (await findEntry(plan.lane, id)) ?? {}
    if (waitsFor.includes('@')) await killEntry(plan, cancelOrder(waitsFor, id), waking)
  }
}
