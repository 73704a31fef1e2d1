import { commonParams, type Mail, mailParams, wholeNumber, withMailer } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'
import { openBilling } from '../open-billing.js'
import { findDue, type Notice, note } from './due.js'

const DAYS = /^\d{1,3}(?:,\d{1,3}){0,9}$/

const PARAMS = v.strictObject({
  ...commonParams,
  ...mailParams,
  days: v.optional(
    v.pipe(
      v.string(),
      v.regex(DAYS, 'must be numbers of days with commas between'),
      v.transform((text) => text.split(',').map(Number)),
    ),
    '7,3,1',
  ),
  max_attempts: v.optional(wholeNumber(1, 20), '3'),
})

/** What a run of `billing_expiry_notice` did. */
export interface NoticeResult {
  readonly sent: number
  /** Refused by the server; tried again by the next attempt. */
  readonly refused: number
  /** Refused for the last time. */
  readonly failed: number
}

/** The handler of `billing_expiry_notice`. */
export default class Notices {
  /** Tells customers of their services that soon expire, once for each of the days ahead. */
  async send(schedule: Schedule): Promise<NoticeResult> {
    const { days, max_attempts, ...mail } = await checkParams(schedule, PARAMS)
    using store = openBilling(schedule)
    const counts = { sent: 0, refused: 0, failed: 0 }
    await withMailer(mail, async ({ send }) => {
      for (const notice of findDue(store, schedule.scheduledAt, days)) {
        if (schedule.signal.aborted) return
        const refusal = await send(mailFor(notice))
        if (refusal) schedule.log.warn('mail refused', { service: notice.service_id, error: refusal.error })
        const isOver = refusal?.isFinal || notice.attempts + 1 >= max_attempts
        const status = !refusal ? 'sent' : isOver ? 'failed' : 'refused'
        note(store, notice, status)
        counts[status] += 1
      }
    })
    schedule.setMessage(`${counts.sent} sent`)
    if (counts.refused > 0)
      throw new Error(`${counts.refused} notices were refused and will be tried again; ${counts.sent} were sent.`)
    return counts
  }
}

function mailFor({ service_id, service, customer, email, expires_at, left, days }: Notice): Mail {
  const when = left === 0 ? 'today' : left === 1 ? 'tomorrow' : `in ${left} days`
  return {
    to: email,
    subject: `${service} expires ${when}`,
    text: `Hello ${customer},\n${service} expires ${when}, on ${expires_at.slice(0, 10)}. Pay its invoice and it goes on.`,
    id: `expiry-${service_id}-${expires_at.slice(0, 10)}-${days}`,
  }
}
