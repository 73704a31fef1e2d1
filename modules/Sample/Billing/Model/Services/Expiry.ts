import type { Schedule } from '@horarium/sdk'
import { openBilling } from '../open-billing.js'

/** The handler of `billing_expire_services`. */
export default class Expiry {
  /** Ends the services whose time is over, except those whose renewal is paid and waits to be applied. */
  expire(schedule: Schedule): { readonly expired: number } {
    using store = openBilling(schedule)
    const { changes } = store.run(
      `update billing_service set status = 'expired' where status = 'active' and expires_at <= ?
       and id not in (select service_id from billing_invoice where paid_at is not null and applied_at is null)`,
      schedule.scheduledAt.toISOString(),
    )
    schedule.setMessage(`${changes} expired`)
    return { expired: changes }
  }
}
