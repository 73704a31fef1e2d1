import type { Store } from '@horarium-modules/sample-store'
import { describe, expect, it } from 'vitest'
import Cleanup from '../Model/Audit/Cleanup.js'
import { noteAudit } from '../Model/tables.js'
import { makeBackups } from './support/backups.js'

const NOW = '2026-04-01T02:00:00Z'
// 90 days before.
const CUTOFF = '2026-01-01T02:00:00.000Z'
const OLD = '2026-01-01T01:59:59.999Z'

function noteAt(store: Store, ...instants: readonly string[]): void {
  for (const at of instants) noteAudit(store, at, { action: 'a', subject: 'b', detail: 'c' })
}

function linesOf(store: Store): readonly string[] {
  return store.all<{ at: string }>('select at from backups_audit order by at').map(({ at }) => at)
}

describe('the clean-up of the audit log', () => {
  it('removes what is older than 90 days and keeps what is exactly as old', async () => {
    const { store, schedule } = makeBackups()
    noteAt(store, '2024-05-01T00:00:00.000Z', OLD, CUTOFF, NOW)
    const run = schedule(NOW)
    expect(await new Cleanup().run(run)).toEqual({
      success: true,
      deletedCount: 2,
      oldestRemaining: CUTOFF,
      retentionDays: 90,
      cutoffDate: CUTOFF,
    })
    expect(linesOf(store)).toEqual([CUTOFF, NOW])
    expect(run.message).toBe('2 lines older than 90 days removed')
  })

  it('removes nothing in a dry run and says what it would', async () => {
    const { store, schedule } = makeBackups()
    noteAt(store, OLD, CUTOFF)
    expect(await new Cleanup().run(schedule(NOW, { dryRun: 'true' }))).toEqual({
      dryRun: true,
      wouldDeleteCount: 1,
      oldestRemaining: CUTOFF,
      retentionDays: 90,
      cutoffDate: CUTOFF,
    })
    expect(linesOf(store)).toEqual([OLD, CUTOFF])
  })

  it('of an empty log succeeds', async () => {
    const { schedule } = makeBackups()
    expect(await new Cleanup().run(schedule(NOW))).toMatchObject({ deletedCount: 0, oldestRemaining: null })
  })

  it('removes more lines than one batch has', async () => {
    const { store, schedule } = makeBackups()
    store.together(() => noteAt(store, ...Array.from({ length: 2_500 }, () => OLD), NOW))
    expect(await new Cleanup().run(schedule(NOW))).toMatchObject({ deletedCount: 2_500 })
    expect(linesOf(store)).toEqual([NOW])
  })

  it('stops between two batches when its run is aborted', async () => {
    const { store, schedule } = makeBackups()
    noteAt(store, OLD)
    expect(await new Cleanup().run(schedule(NOW, {}, AbortSignal.abort()))).toMatchObject({ deletedCount: 0 })
  })

  it.each(['29', '366', '90.5', '-90', 'ninety', ''])('refuses %j days and removes nothing', async (retentionDays) => {
    const { store, schedule } = makeBackups()
    noteAt(store, OLD)
    const run = new Cleanup().run(schedule(NOW, { retentionDays }))
    await expect(run).rejects.toThrow(/retentionDays.*must be a whole number from 30 to 365/)
    expect(linesOf(store)).toEqual([OLD])
  })

  it.each(['30', '365'])('takes %s days', async (retentionDays) => {
    const { schedule } = makeBackups()
    const result = await new Cleanup().run(schedule(NOW, { retentionDays }))
    expect(result.retentionDays).toBe(Number(retentionDays))
  })
})
