import { parseEntryId, WORKER_LOST } from '@horarium/core'
import type { Sender } from '@horarium/queue'
import {
  type Ending,
  findEntry,
  finishLost,
  finishWaiting,
  readLost,
  rereleaseEntries,
  type Retry,
  retryLost,
} from '@horarium/store'
import { attemptLine } from './attempt-line.js'
import { maintenanceOf } from './guards.js'
import type { LanePlan } from './lane-plan.js'
import { lateOf } from './late-entries.js'
import { RERELEASE_AFTER_MS } from './limits.js'
import { nextAttemptAt } from './next-attempt.js'
import { afterAttempts, missedReason } from './reasons.js'
import { sendByPriority } from './send-by-priority.js'
import { tendParked } from './wake.js'

export interface Swept {
  /** Runs whose worker was lost. */
  readonly lost: number
  readonly missed: number
  /** Sent to the queue again. */
  readonly rereleased: number
}

/** Ends runs whose lease is gone, and looks after entries that were released but never claimed, unless it is maintenance. */
export async function sweep(plan: LanePlan, sender: Sender, now: number): Promise<Swept> {
  const lost = await endLost(plan, now)
  if (maintenanceOf(plan, now)) return { lost, missed: 0, rereleased: 0 }
  const ids = await rereleaseEntries(plan.lane, now - RERELEASE_AFTER_MS, now)
  const late = await lateOf(plan, ids, now)
  const again = ids.filter((id) => !late.has(id))
  await sendByPriority(plan, again, sender.sendAgain)
  const endings = [...late].map((id) => ({
    id,
    status: 'missed' as const,
    reason: `released, but ${missedReason(plan, id, now)}`,
  }))
  const missed = await finishWaiting(plan.lane, endings, { from: 'released', now })
  const ended = missed.filter(Boolean).length
  if (lost + ended > 0) await tendParked(plan, { sender, now })
  return { lost, missed: ended, rereleased: again.length }
}

async function endLost(plan: LanePlan, now: number): Promise<number> {
  const { lane } = plan
  const endings: Ending[] = []
  let retried = 0
  for (const id of await readLost(lane, now)) {
    const ending = await fateOfLost(plan, id, now)
    if ('dueAt' in ending) retried += (await retryLost(lane, ending, now)) ? 1 : 0
    else endings.push(ending)
  }
  return retried + (await finishLost(lane, endings, now)).filter(Boolean).length
}

const LOST = { name: WORKER_LOST, message: 'nobody kept its lease' }

async function fateOfLost({ lane, jobs }: LanePlan, id: string, now: number): Promise<Ending | Retry> {
  const job = jobs.get(parseEntryId(id).jobCode)
  // Most jobs ask for no retries: then there is nothing to read.
  const entry = job && job.definition.policy.retry.retries > 0 ? await findEntry(lane, id) : undefined
  const { attempt = 1, source = 'calendar' } = entry ?? {}
  const dueAt = job && entry && nextAttemptAt(job, { id, attempt, source, errorName: LOST.name }, now)
  const reason = 'worker lost'
  if (dueAt === undefined) return { id, status: 'error', reason: afterAttempts(reason, attempt) }
  return { id, dueAt, reason, error: LOST, log: attemptLine({ attempt, reason, now, dueAt }) }
}
