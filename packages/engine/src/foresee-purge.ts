import { FINISHED_STATUSES, type FinishedStatus, type GroupSettings } from '@horarium/core'
import { type Lane, readFinishedPage, readSize } from '@horarium/store'
import { KeptEntries, purgeOlder } from './purge.js'
import { joinSpans, type PurgedSpan, spanOf } from './purged-span.js'

export type Retention = Pick<GroupSettings, 'successLifetimeMs' | 'failureLifetimeMs' | 'historyKeep' | 'historyMax'>

/** What the next purge of a lane would forget if it went by these settings. */
export async function foreseePurge(lane: Lane, retention: Retention, now: number): Promise<PurgedSpan> {
  const kept = new KeptEntries(lane, retention.historyKeep)
  const expired = new Map<FinishedStatus, PurgedSpan>()
  for (const status of FINISHED_STATUSES) {
    const lifetimeMs = status === 'success' ? retention.successLifetimeMs : retention.failureLifetimeMs
    expired.set(status, await purgeOlder(lane, { status, cutoff: now - lifetimeMs, kept, dryRun: true }))
  }
  return joinSpans([...expired.values(), await foreseeSurplus(lane, retention.historyMax, expired)])
}

// What is left of the fullest status gives way, the oldest first; those that go by age stand mostly before it.
async function foreseeSurplus(
  lane: Lane,
  max: number,
  expired: ReadonlyMap<FinishedStatus, PurgedSpan>,
): Promise<PurgedSpan> {
  const { finished } = await readSize(lane)
  const gone = (status: FinishedStatus): number => expired.get(status)?.count ?? 0
  const left = (status: FinishedStatus): number => finished[status] - gone(status)
  const [fullest = 'success'] = FINISHED_STATUSES.toSorted((a, b) => left(b) - left(a))
  const surplus = FINISHED_STATUSES.reduce((sum, status) => sum + left(status), 0) - max
  if (surplus <= 0) return { count: 0 }
  const count = Math.min(surplus, left(fullest))
  const first = gone(fullest)
  const ends = [
    ...(await readFinishedPage(lane, fullest, { rank: first, size: 1 })),
    ...(await readFinishedPage(lane, fullest, { rank: first + count - 1, size: 1 })),
  ]
  return spanOf(ends, count)
}
