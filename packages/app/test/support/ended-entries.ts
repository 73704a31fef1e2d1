import { entryId, type FinishedStatus } from '@horarium/core'
import { claimEntries, finishRuns, finishWaiting, type Lane, releaseEntries, writeTimetable } from '@horarium/store'

/** An entry that is over. */
export interface Ended {
  /** Its instant, epoch ms. */
  readonly at: number
  readonly status: FinishedStatus
  readonly tookMs?: number
}

const LEASE_MS = 60_000

/** Writes a job's entries down and ends them, each by the verbs that do so in earnest. */
export async function endEntries(lane: Lane, jobCode: string, ended: readonly Ended[]): Promise<void> {
  const add = ended.map(({ at }) => at)
  const next = { at: Math.max(...add), fingerprint: 'test' }
  await writeTimetable(lane, [{ jobCode, expected: undefined, next, withdraw: [], add }])
  for (const one of ended) await end(lane, jobCode, one)
}

async function end(lane: Lane, jobCode: string, { at, status, tookMs = 1_000 }: Ended): Promise<void> {
  const ending = { id: entryId(jobCode, at), status, reason: `it was ${status}` }
  if (status === 'missed' || status === 'skipped') {
    await finishWaiting(lane, [ending], { from: 'pending', now: at + tookMs })
    return
  }
  await releaseEntries(lane, [ending.id], at)
  const run = { id: ending.id, jobCode, token: 't' }
  await claimEntries(lane, [run], { now: at, leaseEnd: at + LEASE_MS, worker: 'test-worker' })
  await finishRuns(lane, [{ ...ending, token: 't', durationMs: tookMs }], { now: at + tookMs })
}
