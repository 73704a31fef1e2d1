import type { Mailer, Refusal, Store } from '@horarium-modules/sample-store'
import type { Schedule } from '@horarium/sdk'
import { type DueMail, endMail, putOff } from './due-mails.js'

/** What sending takes. */
export interface Sending {
  readonly mailer: Mailer
  readonly store: Store
  readonly schedule: Schedule
}

interface Counts {
  sent: number
  failed: number
  postponed: number
}

const MOST_ATTEMPTS = 5
const PUT_OFF_MS = 900_000

/** Sends mails one after the other and notes what became of each. Rejects where no other mail would fare better. */
export async function sendMails(due: readonly DueMail[], sending: Sending): Promise<Readonly<Counts>> {
  const { schedule, mailer } = sending
  const counts: Counts = { sent: 0, failed: 0, postponed: 0 }
  for (const [done, one] of due.entries()) {
    if (schedule.signal.aborted) break
    schedule.progress((100 * done) / due.length)
    const { id, mailing, address: to, subject, body: text } = one
    // oxlint-disable-next-line no-await-in-loop -- one connection, one mail at a time
    const refusal = await mailer.send({ to, subject, text, id: `mailing.${mailing}.${id}` })
    counts[refusal ? noteRefusal(one, refusal, sending) : noteSent(one, sending)] += 1
  }
  return counts
}

function noteSent(one: DueMail, { store, schedule }: Sending): 'sent' {
  endMail(store, one, { status: 'sent', at: schedule.scheduledAt.toISOString() })
  return 'sent'
}

function noteRefusal(one: DueMail, { isFinal, error }: Refusal, { store, schedule }: Sending): 'failed' | 'postponed' {
  const attempts = one.attempts + 1
  const now = schedule.scheduledAt
  if (isFinal || attempts >= MOST_ATTEMPTS) {
    endMail(store, one, { status: 'failed', at: now.toISOString(), error })
    schedule.log.warn('a mail was refused', { mailing: one.mailing, address: one.address, error })
    return 'failed'
  }
  putOff(store, one, { tryAfter: new Date(now.getTime() + attempts * PUT_OFF_MS).toISOString(), error })
  return 'postponed'
}
