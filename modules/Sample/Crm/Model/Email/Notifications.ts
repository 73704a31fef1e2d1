import {
  commonParams,
  type Mailer,
  mailParams,
  type Store,
  wholeNumber,
  withMailer,
} from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'
import { openCrm } from '../open-crm.js'

const PARAMS = v.strictObject({
  ...commonParams,
  ...mailParams,
  batch: v.optional(wholeNumber(1, 10_000), '200'),
  max_attempts: v.optional(wholeNumber(1, 20), '3'),
})

/** What a run of `SendEmailNotifications` did. */
export interface NotificationResult {
  /** Users who were sent a mail. */
  readonly users: number
  /** Notifications in those mails. */
  readonly sent: number
  /** Notifications in mails that were refused; tried again by a later run. */
  readonly refused: number
  /** Notifications given up. */
  readonly failed: number
}

interface Notification {
  readonly id: number
  readonly text: string
  readonly attempts: number
  readonly user_id: string
  readonly name: string | null
  readonly email: string | null
}

type Ending = 'sent' | 'refused' | 'failed'

/** The handler of `SendEmailNotifications`. */
export default class Notifications {
  /** Sends each user one mail with the notifications that wait. One of a user who is gone is given up. */
  async send(schedule: Schedule): Promise<NotificationResult> {
    const params = await checkParams(schedule, PARAMS)
    using store = openCrm(schedule)
    const counts = { users: 0, sent: 0, refused: 0, failed: 0 }
    await withMailer(params, async (mailer) => {
      for (const waiting of byUser(readWaiting(store, params.batch))) {
        if (schedule.signal.aborted) return
        const ending = await sendTo(waiting, { mailer, schedule, ...params })
        note(store, waiting, ending)
        counts[ending] += waiting.length
        if (ending === 'sent') counts.users += 1
      }
    })
    schedule.setMessage(`${counts.sent} sent to ${counts.users} users`)
    return counts
  }
}

function readWaiting(store: Store, batch: number): readonly Notification[] {
  return store.all<Notification>(
    `select n.id, n.text, n.attempts, n.user_id, u.name, u.email
     from crm_notification n left join crm_user u on u.id = n.user_id
     where n.status = 'pending' order by n.attempts, n.id limit ?`,
    batch,
  )
}

function byUser(waiting: readonly Notification[]): Iterable<readonly Notification[]> {
  const users = new Map<string, Notification[]>()
  for (const one of waiting) users.set(one.user_id, [...(users.get(one.user_id) ?? []), one])
  return users.values()
}

interface Sending {
  readonly mailer: Mailer
  readonly schedule: Schedule
  readonly max_attempts: number
}

async function sendTo(waiting: readonly Notification[], sending: Sending): Promise<Ending> {
  const { mailer, schedule, max_attempts } = sending
  const [first] = waiting
  if (!first || first.email === null) return 'failed'
  const subject = waiting.length === 1 ? first.text : `${waiting.length} notifications`
  const text = [`Hello ${first.name},`, ...waiting.map((one) => `- ${one.text}`)].join('\n')
  // With one more in it it is another mail, which no mailbox may take for the one before.
  const id = `notification-${first.id}-${waiting.at(-1)?.id}-${waiting.length}`
  const refusal = await mailer.send({ to: first.email, subject, text, id })
  if (refusal === undefined) return 'sent'
  const { error, isFinal } = refusal
  schedule.log.warn('mail refused', { user: first.user_id, error })
  return isFinal || Math.max(...waiting.map(({ attempts }) => attempts)) + 1 >= max_attempts ? 'failed' : 'refused'
}

function note(store: Store, waiting: readonly Notification[], ending: Ending): void {
  const status = ending === 'refused' ? 'pending' : ending
  store.together(() => {
    for (const { id } of waiting) {
      store.run('update crm_notification set status = ?, attempts = attempts + 1 where id = ?', status, id)
    }
  })
}
