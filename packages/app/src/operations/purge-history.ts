import { FINISHED_STATUSES } from '@horarium/core'
import { joinSpans, KeptEntries, type PurgedSpan, purgeOlder } from '@horarium/engine'
import { noteChange } from '@horarium/store'
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

/** What went, or would go. */
export interface PurgedHistory extends PurgedSpan {
  /** Epoch ms. */
  readonly cutoff: number
}

const DAY_MS = 86_400_000

/** Purges finished entries of every lane by age, whatever the lifetimes say; a dry run only counts. */
export async function purgeHistory(app: App, order: PurgeHistory): Promise<PurgedHistory> {
  const { days, keep, dryRun, jobs, onProgress, signal } = order
  const cutoff = app.clock.now() - days * DAY_MS
  let span: PurgedSpan = { count: 0 }
  for (const { lane } of app.plans().values()) {
    const kept = new KeptEntries(lane, keep)
    for (const status of FINISHED_STATUSES) {
      const of = {
        ...(jobs ? { jobs: new Set(jobs) } : {}),
        ...(dryRun ? { dryRun } : {}),
        ...(signal ? { signal } : {}),
      }
      span = joinSpans([span, await purgeOlder(lane, { status, cutoff, kept, ...of })])
      onProgress?.(span.count)
    }
  }
  if (!dryRun && span.count > 0) await note(app, { ...span, cutoff }, order)
  return { ...span, cutoff }
}

async function note(app: App, { count, cutoff }: PurgedHistory, { jobs }: PurgeHistory): Promise<void> {
  const of = jobs ? ` of ${jobs.join(', ')}` : ''
  await noteChange(app.instance, {
    action: 'history:purge',
    path: 'history',
    author: app.author,
    at: app.clock.now(),
    before: `${count} entries${of} that had ended by ${new Date(cutoff).toISOString()}`,
    after: undefined,
  })
}
