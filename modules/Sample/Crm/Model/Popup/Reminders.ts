import { commonParams, wholeNumber } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'
import { before } from '../instants.js'
import { openCrm } from '../open-crm.js'

const PARAMS = v.strictObject({ ...commonParams, past_hours: v.optional(wholeNumber(0, 8_760), '24') })

/** What a run of `SubmitPopupReminders` did. */
export interface PopupResult {
  readonly submitted: number
  /** Of events that began too long ago. */
  readonly dropped: number
}

/** The handler of `SubmitPopupReminders`. */
export default class Reminders {
  /** Moves the reminders that are due into `crm_popup`, where the page of their user looks. */
  async submit(schedule: Schedule): Promise<PopupResult> {
    const { past_hours } = await checkParams(schedule, PARAMS)
    const now = schedule.scheduledAt.toISOString()
    using store = openCrm(schedule)
    const result = store.together(() => {
      const { changes: dropped } = store.run(
        `delete from crm_reminder where type = 'popup' and starts_at < ?`,
        before(schedule.scheduledAt, past_hours, 'hours'),
      )
      const { changes: submitted } = store.run(
        `insert into crm_popup (reminder_id, user_id, subject, starts_at, submitted_at)
         select id, user_id, subject, starts_at, ? from crm_reminder where type = 'popup' and remind_at <= ?`,
        now,
        now,
      )
      store.run(`delete from crm_reminder where type = 'popup' and remind_at <= ?`, now)
      return { submitted, dropped }
    })
    schedule.setMessage(`${result.submitted} submitted`)
    return result
  }
}
