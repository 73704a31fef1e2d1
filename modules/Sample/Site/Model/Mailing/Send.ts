import { commonParams, mailParams, wholeNumber, withMailer } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'
import { openSite } from '../tables.js'
import { completeMailings, countDue, listDue } from './due-mails.js'
import { sendMails } from './send-mails.js'

/** What a run leaves as its result. */
export interface Sent {
  readonly sent: number
  /** Refused for good; they are not tried again. */
  readonly failed: number
  /** Refused for now; they are tried again later. */
  readonly postponed: number
  /** Due by now and not looked at: the next run goes on with them. */
  readonly waiting: number
}

const SendParams = v.strictObject({
  ...commonParams,
  ...mailParams,
  batch_limit: v.optional(wholeNumber(1, 10_000), '100'),
})

/** The handler of `site_send_mailings`. */
export default class Send {
  /** Sends the mails that are due, `batch_limit` at most. Rejects where mails are due and the mail server is away. */
  async run(schedule: Schedule): Promise<Sent> {
    const { batch_limit: limit, ...settings } = await checkParams(schedule, SendParams)
    using store = openSite(schedule)
    const now = schedule.scheduledAt.toISOString()
    try {
      const due = listDue(store, now, limit)
      const counts = await withMailer(settings, (mailer) => sendMails(due, { mailer, store, schedule }))
      const result = { ...counts, waiting: countDue(store, now) }
      schedule.setMessage(sentenceFor(result))
      return result
    } finally {
      completeMailings(store, now)
    }
  }
}

function sentenceFor({ sent, failed, postponed, waiting }: Sent): string {
  return `${sent} mails sent, ${failed} refused, ${postponed} put off, ${waiting} waiting`
}
