import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Store } from '@horarium-modules/sample-store'

const BATCH = 1_000

/** Old rows of one table. */
export interface OldRows {
  readonly table: string
  /** With one `?` for `limit`. */
  readonly where: string
  /** The instant they are older than. */
  readonly limit: string
}

export interface Removing {
  readonly signal: AbortSignal
  /** Only count. */
  readonly dryRun: boolean
}

/** Removes rows, a thousand in one transaction so that nobody waits for long, and answers how many. */
export async function removeInBatches(store: Store, rows: OldRows, { signal, dryRun }: Removing): Promise<number> {
  const { table, where, limit } = rows
  if (dryRun)
    return store.first<{ rows: number }>(`select count(*) as rows from ${table} where ${where}`, limit)?.rows ?? 0
  const sql = `delete from ${table} where rowid in (select rowid from ${table} where ${where} limit ${BATCH})`
  let removed = 0
  for (;;) {
    const { changes } = store.run(sql, limit)
    removed += changes
    if (changes < BATCH || signal.aborted) return removed
    await nextTurn()
  }
}
