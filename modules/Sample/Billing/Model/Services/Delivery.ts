import { commonParams, type Store, wholeNumber } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'
import { daysAfter } from '../instants.js'
import { openBilling } from '../open-billing.js'

const PARAMS = v.strictObject({ ...commonParams, batch: v.optional(wholeNumber(1, 10_000), '500') })

/** What a run of `billing_deliver_services` did. */
export interface DeliveryResult {
  /** Services that began, or began again. */
  readonly delivered: number
  /** Services that go on for longer. */
  readonly prolonged: number
}

interface PaidInvoice {
  readonly id: number
  readonly service_id: string
}

interface Service {
  readonly status: string
  readonly period_days: number
  readonly expires_at: string | null
}

/** The handler of `billing_deliver_services`. */
export default class Delivery {
  /** Applies each paid invoice once, the oldest payment first. */
  async deliver(schedule: Schedule): Promise<DeliveryResult> {
    const { batch } = await checkParams(schedule, PARAMS)
    using store = openBilling(schedule)
    const counts = { delivered: 0, prolonged: 0 }
    const paid = store.all<PaidInvoice>(
      `select id, service_id from billing_invoice
       where paid_at <= ? and applied_at is null order by paid_at, id limit ?`,
      schedule.scheduledAt.toISOString(),
      batch,
    )
    for (const invoice of paid) {
      if (schedule.signal.aborted) break
      counts[store.together(() => apply(store, invoice, schedule.scheduledAt))] += 1
    }
    schedule.setMessage(`${counts.delivered} delivered, ${counts.prolonged} prolonged`)
    return counts
  }
}

// One that still runs goes on from its end; any other begins now, for a full period.
function apply(store: Store, { id, service_id }: PaidInvoice, now: Date): keyof DeliveryResult {
  const at = now.toISOString()
  const service = store.first<Service>(
    'select status, period_days, expires_at from billing_service where id = ?',
    service_id,
  )
  if (!service) throw new Error(`invoice ${id} is of service ${service_id}, which is not there`)
  const { status, period_days, expires_at } = service
  store.run('update billing_invoice set applied_at = ? where id = ?', at, id)
  if (status === 'active' && expires_at !== null) {
    store.run(
      'update billing_service set expires_at = ? where id = ?',
      daysAfter(new Date(expires_at), period_days),
      service_id,
    )
    return 'prolonged'
  }
  store.run(
    `update billing_service set status = 'active', delivered_at = ?, expires_at = ? where id = ?`,
    at,
    daysAfter(now, period_days),
    service_id,
  )
  return 'delivered'
}
