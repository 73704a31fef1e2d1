import { parseEntryId } from '@horarium/core'
import { type Claim, jobPlace, type KillOrder, lanePlace, type Wait } from '@horarium/store'
import { endWaiting } from './end-waiting.js'
import type { Execution, ExecutionPorts } from './execute.js'
import type { LanePlan, PlannedJob } from './lane-plan.js'

export interface BlockedEntry {
  readonly id: string
  readonly job: PlannedJob
  /** Why it could not be claimed. */
  readonly claim: Extract<Claim, { readonly outcome: 'held' | 'full' }>
}

/** What becomes of an entry that may not start now, as its job's overlap says: it is skipped, or waits for its turn. */
export async function waitTurn(blocked: BlockedEntry, plan: LanePlan, ports: ExecutionPorts): Promise<Execution> {
  const { id, job, claim } = blocked
  const { overlap, priority } = job.definition.policy
  if (claim.outcome === 'full') return park(id, { place: lanePlace(id, priority), waitsFor: 'room' }, ports)
  const { holder } = claim
  if (overlap !== 'queue' && overlap !== 'cancel_other') {
    return endWaiting(plan, { id, status: 'skipped', reason: overlapReason(holder) }, ports)
  }
  if (overlap === 'cancel_other' && isLater(holder, id)) {
    return endWaiting(plan, { id, status: 'skipped', reason: `overlap: ${holder} came due after it` }, ports)
  }
  const parked = await park(id, { place: jobPlace(id), waitsFor: holder }, ports)
  if (parked === 'parked' && overlap === 'cancel_other') await ports.kill(cancelOrder(holder, id))
  return parked
}

/** What a run is told that gives way to a newer entry of its job. */
export function cancelOrder(holder: string, newer: string): KillOrder & { readonly id: string } {
  return { id: holder, by: 'overlap', why: `${newer} takes its place`, force: false }
}

/** Why an entry is skipped when as many runs of its job are alive as may be. */
export function overlapReason(holder: string): string {
  return `overlap: ${holder} was still running`
}

async function park(id: string, wait: Wait, ports: ExecutionPorts): Promise<Execution> {
  if (!(await ports.park(id, wait))) return 'left'
  return 'parked'
}

function isLater(id: string, other: string): boolean {
  return parseEntryId(id).scheduledAt > parseEntryId(other).scheduledAt
}
