import { FINISHED_STATUSES } from '@horarium/core'
import { KeptEntries, purgeOlder } from '@horarium/engine'
import type { App } from '../app.js'

export interface PurgeHistory {
  /** Entries that finished longer ago than this go. */
  readonly days: number
  /** The newest N of each job stay whatever their age. */
  readonly keep: number
  readonly dryRun: boolean
  /** Codes of the jobs whose entries go; those of all jobs unless told. */
  readonly jobs?: readonly string[]
  /** Told how many went, or would go, so far. */
  readonly onProgress?: (purged: number) => void
  /** Stops between two batches. */
  readonly signal?: AbortSignal
}

export interface PurgedHistory {
  readonly purged: number
  /** Epoch ms. */
  readonly cutoff: number
}

const DAY_MS = 86_400_000

/** Purges finished entries of every lane by age, whatever the lifetimes say; a dry run only counts. */
export async function purgeHistory(app: App, order: PurgeHistory): Promise<PurgedHistory> {
  const { days, keep, dryRun, jobs, onProgress, signal } = order
  const cutoff = app.clock.now() - days * DAY_MS
  let purged = 0
  for (const { lane } of app.plans().values()) {
    const kept = new KeptEntries(lane, keep)
    for (const status of FINISHED_STATUSES) {
      purged += await purgeOlder(lane, {
        status,
        cutoff,
        kept,
        ...(jobs ? { jobs: new Set(jobs) } : {}),
        ...(dryRun ? { dryRun } : {}),
        ...(signal ? { signal } : {}),
      })
      onProgress?.(purged)
    }
  }
  return { purged, cutoff }
}
