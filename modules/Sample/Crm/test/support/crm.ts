import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type MailServer, startMailServer } from '@horarium-modules/sample-store/testing'
import type { Store } from '@horarium-modules/sample-store'
import { createTestSchedule, type TestSchedule, type TestScheduleOptions } from '@horarium/sdk/testing'
import { onTestFinished } from 'vitest'
import { openCrm } from '../../Model/open-crm.js'

/** Noon on a Saturday, when tests run their handlers unless told. */
export const NOON = '2026-01-31T12:00:00.000Z'

type Columns = Readonly<Record<string, string | number>>

/** A store of its own for one test, in a folder of its own. */
export class Crm {
  readonly file: string
  readonly store: Store

  private constructor(folder: string) {
    this.file = join(folder, 'samples.db')
    this.store = openCrm({ params: { store: this.file } })
  }

  static async open(): Promise<Crm> {
    const folder = await mkdtemp(join(tmpdir(), 'hz-crm-'))
    const crm = new Crm(folder)
    onTestFinished(async () => {
      crm.store.close()
      await rm(folder, { recursive: true, force: true })
    })
    return crm
  }

  /** A schedule whose handler opens this store. */
  at(instant: string, options: TestScheduleOptions = {}): TestSchedule {
    const params = { store: this.file, ...options.params }
    return createTestSchedule({ ...options, scheduledAt: new Date(instant), params })
  }

  /** A row of the table `crm_<name>`. */
  add(name: string, columns: Columns): void {
    const names = Object.keys(columns)
    const values = names.map(() => '?').join(', ')
    this.store.run(`insert into crm_${name} (${names.join(', ')}) values (${values})`, ...Object.values(columns))
  }

  /** Users, each with an address of the same name. */
  addUsers(...ids: readonly string[]): void {
    for (const id of ids) this.add('user', { id, name: id, email: `${id}@crm.test` })
  }

  /** All rows of what is asked for, in the order they were written. */
  rows(columns: string, name: string): readonly object[] {
    return this.store.all(`select ${columns} from crm_${name} order by rowid`)
  }
}

/** A mail server that refuses `nobody` for now; it is stopped after the test. */
export async function aMailServer(): Promise<MailServer> {
  const server = await startMailServer()
  server.answers.set('nobody', 450)
  onTestFinished(server.close)
  return server
}
