import type { DueEntry } from '@horarium/store'

/** What a purge forgot, or would forget. Instants are epoch ms. */
export interface PurgedSpan {
  readonly count: number
  /** When the first and the last of them had finished; absent where there is none. */
  readonly oldest?: number
  readonly newest?: number
}

/** So many entries, of which the first and the last are known; in the order in which they finished. */
export function spanOf(entries: readonly DueEntry[], count: number): PurgedSpan {
  const [oldest, newest] = [entries[0], entries.at(-1)]
  return oldest && newest ? { count, oldest: oldest.dueAt, newest: newest.dueAt } : { count }
}

/** Several together. */
export function joinSpans(all: readonly PurgedSpan[]): PurgedSpan {
  const count = all.reduce((sum, one) => sum + one.count, 0)
  const oldest = all.flatMap((one) => one.oldest ?? [])
  const newest = all.flatMap((one) => one.newest ?? [])
  return oldest.length === 0 ? { count } : { count, oldest: Math.min(...oldest), newest: Math.max(...newest) }
}
