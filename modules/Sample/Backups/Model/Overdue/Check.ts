import { commonParams, mailParams, text, urlOf } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'
import { openChannels } from '../Notice/open-channels.js'
import { openBackups } from '../tables.js'
import { isOverdue, listExpected } from './expected-backups.js'
import { tellOverdue } from './tell-overdue.js'

/** What a check leaves as its result. */
export interface CheckStatistics {
  readonly totalBackupConfigs: number
  readonly checkedBackups: number
  readonly overdueBackupsFound: number
  readonly notificationsSent: number
  /** They are tried again at the next check. */
  readonly notificationsFailed: number
}

const CheckParams = v.pipe(
  v.strictObject({
    ...commonParams,
    ...mailParams,
    mail_to: text,
    webhook: v.optional(urlOf('http:', 'https:'), ''),
  }),
  v.forward(
    v.partialCheck(
      [['smtp_url'], ['mail_to']],
      ({ smtp_url, mail_to }) => (smtp_url === undefined) === (mail_to === ''),
      'must be given together with smtp_url, and neither without the other',
    ),
    ['mail_to'],
  ),
)

/** The handler of `overdue-backup-check`. */
export default class Check {
  /** Looks for backups that did not arrive in time, and tells of them. */
  async run(schedule: Schedule): Promise<CheckStatistics> {
    const params = await checkParams(schedule, CheckParams)
    using store = openBackups(schedule)
    const expected = listExpected(store)
    const checked = expected.filter(({ watched }) => watched === 1)
    const overdue = checked.filter((backup) => isOverdue(backup, schedule.scheduledAt))
    const telling = { store, schedule, overdue }
    const told = await Promise.all(openChannels(params, schedule).map((channel) => tellOverdue(channel, telling)))
    const statistics = {
      totalBackupConfigs: expected.length,
      checkedBackups: checked.length,
      overdueBackupsFound: overdue.length,
      notificationsSent: told.reduce((sum, { sent }) => sum + sent, 0),
      notificationsFailed: told.reduce((sum, { failed }) => sum + failed, 0),
    }
    schedule.setMessage(sentenceFor(statistics))
    return statistics
  }
}

function sentenceFor(statistics: CheckStatistics): string {
  const { checkedBackups, overdueBackupsFound, notificationsSent, notificationsFailed } = statistics
  const failed = notificationsFailed === 0 ? '' : `, ${notificationsFailed} not delivered`
  return `${checkedBackups} checked, ${overdueBackupsFound} overdue, ${notificationsSent} notifications sent${failed}`
}
