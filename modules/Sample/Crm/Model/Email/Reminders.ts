import {
  commonParams,
  type Mail,
  mailParams,
  type Store,
  wholeNumber,
  withMailer,
} from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'
import { before } from '../instants.js'
import { openCrm } from '../open-crm.js'

const PARAMS = v.strictObject({
  ...commonParams,
  ...mailParams,
  batch: v.optional(wholeNumber(1, 1_000), '10'),
  max_attempts: v.optional(wholeNumber(1, 20), '3'),
  drop_after_minutes: v.optional(wholeNumber(0, 10_080), '60'),
})

/** What a run of `SendEmailReminders` did. */
export interface ReminderResult {
  readonly sent: number
  /** Refused by the server; tried again by a later run. */
  readonly refused: number
  /** Refused for the last time. */
  readonly failed: number
  /** Of events that began too long ago, or users who are gone. */
  readonly dropped: number
}

interface Reminder {
  readonly id: number
  readonly subject: string
  readonly starts_at: string
  readonly attempts: number
  readonly email: string
}

/** The handler of `SendEmailReminders`. */
export default class Reminders {
  /** Sends what is due; a reminder is removed once it is sent or of no use. */
  async send(schedule: Schedule): Promise<ReminderResult> {
    const { batch, max_attempts, drop_after_minutes, ...mail } = await checkParams(schedule, PARAMS)
    using store = openCrm(schedule)
    const counts = { sent: 0, refused: 0, failed: 0 }
    const dropped = drop(store, before(schedule.scheduledAt, drop_after_minutes, 'minutes'))
    await withMailer(mail, async ({ send }) => {
      for (const reminder of readDue(store, schedule.scheduledAt, batch)) {
        if (schedule.signal.aborted) return
        const refusal = await send(mailFor(reminder))
        if (refusal) schedule.log.warn('mail refused', { reminder: reminder.id, error: refusal.error })
        const isOver = !refusal || refusal.isFinal || reminder.attempts + 1 >= max_attempts
        store.run(isOver ? REMOVE : TRIED, reminder.id)
        counts[!refusal ? 'sent' : isOver ? 'failed' : 'refused'] += 1
      }
    })
    schedule.setMessage(`${counts.sent} sent`)
    return { ...counts, dropped }
  }
}

const REMOVE = 'delete from crm_reminder where id = ?'
const TRIED = 'update crm_reminder set attempts = attempts + 1 where id = ?'

function drop(store: Store, startedBefore: string): number {
  const { changes } = store.run(
    `delete from crm_reminder where type = 'email'
     and (starts_at < ? or user_id not in (select id from crm_user))`,
    startedBefore,
  )
  return changes
}

function readDue(store: Store, now: Date, batch: number): readonly Reminder[] {
  return store.all<Reminder>(
    `select r.id, r.subject, r.starts_at, r.attempts, u.email
     from crm_reminder r join crm_user u on u.id = r.user_id
     where r.type = 'email' and r.remind_at <= ? order by r.attempts, r.remind_at limit ?`,
    now.toISOString(),
    batch,
  )
}

function mailFor({ id, subject, starts_at, email }: Reminder): Mail {
  const text = `${subject} begins at ${starts_at.slice(0, 16).replace('T', ' ')} UTC.`
  return { to: email, subject: `Reminder: ${subject}`, text, id: `reminder-${id}` }
}
