import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type MailServer, startMailServer } from '@horarium-modules/sample-store/testing'
import type { Store } from '@horarium-modules/sample-store'
import { createTestSchedule, type TestSchedule, type TestScheduleOptions } from '@horarium/sdk/testing'
import { onTestFinished } from 'vitest'
import { openBilling } from '../../Model/open-billing.js'

/** A store of its own for one test, in a folder of its own. */
export class Billing {
  readonly folder: string
  readonly store: Store

  private constructor(folder: string) {
    this.folder = folder
    this.store = openBilling({ params: { store: this.file } })
  }

  static async open(): Promise<Billing> {
    const billing = new Billing(await mkdtemp(join(tmpdir(), 'hz-billing-')))
    onTestFinished(async () => {
      billing.store.close()
      await rm(billing.folder, { recursive: true, force: true })
    })
    return billing
  }

  get file(): string {
    return join(this.folder, 'samples.db')
  }

  /** A schedule whose handler opens this store. */
  at(instant: string, options: TestScheduleOptions = {}): TestSchedule {
    const params = { store: this.file, ...options.params }
    return createTestSchedule({ ...options, scheduledAt: new Date(instant), params })
  }

  /** A service of Ann's; its columns laid over those of one that is ordered. */
  addService(id: string, columns: Readonly<Record<string, string | number>> = {}): void {
    const { store } = this
    store.run(`insert or ignore into billing_customer values ('ann', 'Ann', 'ann@shop.test')`)
    const service = { customer_id: 'ann', name: id, price_cents: 900, period_days: 30, ...columns }
    const names = Object.keys(service)
    const sql = `insert into billing_service (id, ${names.join(', ')}) values (?${', ?'.repeat(names.length)})`
    store.run(sql, id, ...Object.values(service))
  }

  /** An invoice of a service that is paid. */
  addPaid(serviceId: string, at: string): void {
    const sql = `insert into billing_invoice (service_id, begins_at, amount_cents, written_at, paid_at) values (?, ?, 900, ?, ?)`
    this.store.run(sql, serviceId, at, at, at)
  }

  service(id: string): object | undefined {
    return this.store.first('select status, expires_at from billing_service where id = ?', id)
  }
}

/** A mail server that refuses `nobody` for now; it is stopped after the test. */
export async function aMailServer(): Promise<MailServer> {
  const server = await startMailServer()
  server.answers.set('nobody', 450)
  onTestFinished(server.close)
  return server
}
