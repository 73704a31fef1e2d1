import { FINISHED_STATUSES } from '@horarium/core'
import { KeptEntries, purgeOlder } from '@horarium/engine'
import { type DueEntry, noteChange } from '@horarium/store'
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

/** What went, or would go; instants are epoch ms. */
export interface PurgedHistory {
  readonly purged: number
  readonly cutoff: number
  /** When the first and the last of them had ended; absent where none went. */
  readonly oldest?: number
  readonly newest?: number
}

const DAY_MS = 86_400_000

/** Purges finished entries of every lane by age, whatever the lifetimes say; a dry run only counts. */
export async function purgeHistory(app: App, order: PurgeHistory): Promise<PurgedHistory> {
  const { days, keep, dryRun, jobs, onProgress, signal } = order
  const cutoff = app.clock.now() - days * DAY_MS
  const ends = new Span()
  let purged = 0
  for (const { lane } of app.plans().values()) {
    const kept = new KeptEntries(lane, keep)
    for (const status of FINISHED_STATUSES) {
      purged += await purgeOlder(lane, {
        status,
        cutoff,
        kept,
        onPage: (gone) => ends.widen(gone),
        ...(jobs ? { jobs: new Set(jobs) } : {}),
        ...(dryRun ? { dryRun } : {}),
        ...(signal ? { signal } : {}),
      })
      onProgress?.(purged)
    }
  }
  if (!dryRun && purged > 0) await note(app, { purged, cutoff }, order)
  return { purged, cutoff, ...ends.instants() }
}

/** From when until when entries ended. */
class Span {
  #oldest = Infinity
  #newest = -Infinity

  /** Pages come oldest first, each in itself; those of another lane or status begin anew. */
  widen(page: readonly DueEntry[]): void {
    this.#oldest = Math.min(this.#oldest, page[0]?.dueAt ?? Infinity)
    this.#newest = Math.max(this.#newest, page.at(-1)?.dueAt ?? -Infinity)
  }

  instants(): { readonly oldest?: number; readonly newest?: number } {
    return this.#oldest === Infinity ? {} : { oldest: this.#oldest, newest: this.#newest }
  }
}

async function note(app: App, { purged, cutoff }: PurgedHistory, { jobs }: PurgeHistory): Promise<void> {
  const of = jobs ? ` of ${jobs.join(', ')}` : ''
  await noteChange(app.instance, {
    action: 'history:purge',
    path: 'history',
    author: app.author,
    at: app.clock.now(),
    before: `${purged} entries${of} that had ended by ${new Date(cutoff).toISOString()}`,
    after: undefined,
  })
}
