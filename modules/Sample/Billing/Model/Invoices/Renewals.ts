import { commonParams, wholeNumber } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'
import { daysAfter } from '../instants.js'
import { openBilling } from '../open-billing.js'

const PARAMS = v.strictObject({ ...commonParams, days_ahead: v.optional(wholeNumber(1, 365), '7') })

/** The handler of `billing_renewal_invoices`. */
export default class Renewals {
  /** Writes the invoice of the next period of each active service that expires within the days ahead, once. */
  async write(schedule: Schedule): Promise<{ readonly written: number }> {
    const { days_ahead } = await checkParams(schedule, PARAMS)
    using store = openBilling(schedule)
    const { changes } = store.run(
      `insert or ignore into billing_invoice (service_id, begins_at, amount_cents, written_at)
       select id, expires_at, price_cents, ? from billing_service where status = 'active' and expires_at <= ?`,
      schedule.scheduledAt.toISOString(),
      daysAfter(schedule.scheduledAt, days_ahead),
    )
    schedule.setMessage(`${changes} written`)
    return { written: changes }
  }
}
