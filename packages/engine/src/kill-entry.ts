import { isFinished } from '@horarium/core'
import { askKill, findEntry, finishWaiting, type KillOrder } from '@horarium/store'
import type { LanePlan } from './lane-plan.js'
import { wakeAfter, type Waking } from './wake.js'

/** `ended` = it waited and has ended; `asked` = it runs and its owner will hear of it; `over` = it has ended before. */
export type Killing = 'ended' | 'asked' | 'over' | 'unknown'

const PLACES = ['parked', 'released', 'pending'] as const

/** Ends an entry before its time: at once where it waits, else by asking whoever runs it. */
export async function killEntry(
  plan: LanePlan,
  { id, ...order }: KillOrder & { readonly id: string },
  waking: Waking,
): Promise<Killing> {
  // It may go from place to place meanwhile, but not in circles.
  for (let look = 0; look < 10; look += 1) {
    const entry = await findEntry(plan.lane, id)
    if (!entry) return 'unknown'
    if (isFinished(entry.status)) return 'over'
    if (await askKill(plan.lane, id, { ...order, now: waking.now })) return 'asked'
    if (await endWaitingKilled(plan, { id, reason: killedReason(order) }, waking)) return 'ended'
  }
  return 'unknown'
}

/** Why an entry that somebody ended has ended. */
export function killedReason({ by, why }: Pick<KillOrder, 'by' | 'why'>): string {
  return why === '' ? `killed by ${by}` : `killed by ${by}: ${why}`
}

async function endWaitingKilled(
  plan: LanePlan,
  { id, reason }: { readonly id: string; readonly reason: string },
  waking: Waking,
): Promise<boolean> {
  const freed: string[] = []
  const order = { now: waking.now, onFreed: (ids: readonly string[]) => freed.push(...ids) }
  for (const from of PLACES) {
    const [ended] = await finishWaiting(plan.lane, [{ id, status: 'killed', reason }], { ...order, from })
    if (!ended) continue
    if (freed.length > 0) await wakeAfter(plan, freed, waking)
    return true
  }
  return false
}
