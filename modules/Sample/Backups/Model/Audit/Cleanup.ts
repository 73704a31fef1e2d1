import { setImmediate as nextTurn } from 'node:timers/promises'
import { commonParams, flag, type Store, wholeNumber } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'
import { openBackups } from '../tables.js'

/** What both kinds of run leave. */
interface Limits {
  /** The oldest line that stays, if any does. */
  readonly oldestRemaining: string | null
  readonly retentionDays: number
  /** Lines from before this instant go. */
  readonly cutoffDate: string
}

export interface Removed extends Limits {
  readonly success: true
  readonly deletedCount: number
}

export interface WouldRemove extends Limits {
  readonly dryRun: true
  readonly wouldDeleteCount: number
}

const DAY_MS = 86_400_000
const BATCH = 1_000

const CleanupParams = v.strictObject({
  ...commonParams,
  retentionDays: v.optional(wholeNumber(30, 365), '90'),
  dryRun: v.optional(flag, '0'),
})

/** The handler of `audit-log-cleanup`. */
export default class Cleanup {
  /** Removes the lines of the audit log that are older than parameter `retentionDays`, or says how many they are. */
  async run(schedule: Schedule): Promise<Removed | WouldRemove> {
    const { retentionDays, dryRun } = await checkParams(schedule, CleanupParams)
    using store = openBackups(schedule)
    const cutoffDate = new Date(schedule.scheduledAt.getTime() - retentionDays * DAY_MS).toISOString()
    const limits = { oldestRemaining: oldestSince(store, cutoffDate), retentionDays, cutoffDate }
    if (dryRun) {
      const wouldDeleteCount = countBefore(store, cutoffDate)
      schedule.setMessage(`${wouldDeleteCount} lines older than ${retentionDays} days would be removed`)
      return { dryRun: true, wouldDeleteCount, ...limits }
    }
    const deletedCount = await removeBefore(store, cutoffDate, schedule.signal)
    schedule.setMessage(`${deletedCount} lines older than ${retentionDays} days removed`)
    return { success: true, deletedCount, ...limits }
  }
}

function oldestSince(store: Store, cutoff: string): string | null {
  return store.first<{ at: string | null }>('select min(at) as at from backups_audit where at >= ?', cutoff)?.at ?? null
}

function countBefore(store: Store, cutoff: string): number {
  return store.first<{ lines: number }>('select count(*) as lines from backups_audit where at < ?', cutoff)?.lines ?? 0
}

// In batches, so that whoever writes into the log meanwhile waits for one of them and not for all.
async function removeBefore(store: Store, cutoff: string, signal: AbortSignal): Promise<number> {
  const some = `select id from backups_audit where at < ? order by at limit ${BATCH}`
  let removed = 0
  while (!signal.aborted) {
    const { changes } = store.run(`delete from backups_audit where id in (${some})`, cutoff)
    removed += changes
    if (changes < BATCH) break
    // oxlint-disable-next-line no-await-in-loop -- lets others of this process go on between two batches
    await nextTurn()
  }
  return removed
}
