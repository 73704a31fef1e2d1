import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '@horarium-modules/sample-store'
import { createTestSchedule, type TestSchedule } from '@horarium/sdk/testing'
import { onTestFinished } from 'vitest'
import Check, { type CheckStatistics } from '../../Model/Overdue/Check.js'
import Report, { type Received } from '../../Model/Report.js'
import { openBackups } from '../../Model/tables.js'

type Params = Readonly<Record<string, string>>

/** What became of one check. */
export interface Checked {
  readonly statistics: CheckStatistics
  readonly schedule: TestSchedule
}

/** A store of its own, and what happens to it. */
export interface Backups {
  readonly store: Store
  readonly file: string
  readonly schedule: (at: string, params?: Params, signal?: AbortSignal) => TestSchedule
  /** A report of `photos` on `nas`, unless the parameters say otherwise. */
  readonly report: (at: string, params?: Params) => Promise<Received>
  readonly check: (at: string, params?: Params, signal?: AbortSignal) => Promise<Checked>
}

/** Makes one; it is removed after the test. */
export function makeBackups(): Backups {
  const folder = mkdtempSync(join(tmpdir(), 'hz-backups-'))
  const file = join(folder, 'a.db')
  const schedule: Backups['schedule'] = (at, params = {}, signal = new AbortController().signal) =>
    createTestSchedule({ scheduledAt: new Date(at), params: { store: file, ...params }, signal })
  const store = openBackups(schedule('2026-01-31T00:00:00Z'))
  onTestFinished(() => {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    store,
    file,
    schedule,
    report: (at, params) => new Report().receive(schedule(at, { server: 'nas', backup: 'photos', ...params })),
    check: async (at, params, signal) => {
      const run = schedule(at, params, signal)
      return { statistics: await new Check().run(run), schedule: run }
    },
  }
}
