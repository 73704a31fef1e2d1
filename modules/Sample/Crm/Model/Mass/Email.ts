import { commonParams, mailParams, wholeNumber, withMailer } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'
import { openCrm } from '../open-crm.js'
import { buildQueues } from './build-queues.js'
import { type Sent, sendFromQueues } from './send-from-queues.js'

const PARAMS = v.strictObject({
  ...commonParams,
  ...mailParams,
  batch: v.optional(wholeNumber(1, 10_000), '100'),
  max_attempts: v.optional(wholeNumber(1, 20), '3'),
})

/** What a run of `ProcessMassEmail` did. */
export interface MassEmailResult extends Sent {
  /** Mails written into queues. */
  readonly queued: number
  /** Mass emails of which everything is sent or given up. */
  readonly completed: number
}

/** The handler of `ProcessMassEmail`. */
export default class Email {
  /** Builds the queue of each mass email that has begun, then sends from the queues. */
  async process(schedule: Schedule): Promise<MassEmailResult> {
    const params = await checkParams(schedule, PARAMS)
    using store = openCrm(schedule)
    const now = schedule.scheduledAt.toISOString()
    const queued = buildQueues(store, now)
    const sent = await withMailer(params, (mailer) => sendFromQueues({ ...params, store, mailer, schedule }))
    const { changes: completed } = store.run(
      `update crm_mass_email set status = 'complete' where status = 'sending'
       and id not in (select mass_email_id from crm_mass_email_queue where status = 'pending')`,
    )
    schedule.setMessage(`${queued} queued, ${sent.sent} sent, ${sent.left} left`)
    return { queued, ...sent, completed }
  }
}
