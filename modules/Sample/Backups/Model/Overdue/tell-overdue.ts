import type { Store } from '@horarium-modules/sample-store'
import type { Schedule } from '@horarium/sdk'
import type { Channel } from '../Notice/channel.js'
import { noteAudit } from '../tables.js'
import { type ExpectedBackup, nextExpected } from './expected-backups.js'
import { isNoticeDue, noteNotice } from './notices.js'

/** How many notifications were delivered, and how many were not: these are due again at the next check. */
export interface Told {
  readonly sent: number
  readonly failed: number
}

export interface Telling {
  readonly store: Store
  readonly schedule: Schedule
  readonly overdue: readonly ExpectedBackup[]
}

// A receiver that is away would keep the check waiting for each of its backups; one that dislikes a single one goes on.
const FAILURES_IN_A_ROW = 3

/** Tells one channel of all that is due; a delivery that fails is logged, and harms no other. */
export async function tellOverdue(channel: Channel, { store, schedule, overdue }: Telling): Promise<Told> {
  const told = { sent: 0, failed: 0 }
  const now = schedule.scheduledAt
  let failuresInARow = 0
  for (const backup of overdue.filter((one) => isNoticeDue(store, channel, { backup: one, now }))) {
    if (schedule.signal.aborted || failuresInARow === FAILURES_IN_A_ROW) break
    // oxlint-disable-next-line no-await-in-loop -- a mail server is not to be met by all at once
    const isDelivered = await deliver(channel, backup, schedule)
    if (isDelivered) store.together(() => noteDelivery(store, channel, { backup, now }))
    told[isDelivered ? 'sent' : 'failed'] += 1
    failuresInARow = isDelivered ? 0 : failuresInARow + 1
  }
  return told
}

async function deliver(channel: Channel, backup: ExpectedBackup, { scheduledAt, log }: Schedule): Promise<boolean> {
  const { server, newestSuccess, everyMinutes, toleranceMinutes } = backup
  const expectedAt = nextExpected(backup).toISOString()
  const about = { server, backup: backup.backup, expectedAt, everyMinutes, toleranceMinutes }
  try {
    await channel.deliver({ ...about, newestSuccess: newestSuccess || null, checkedAt: scheduledAt.toISOString() })
    return true
  } catch (error) {
    log.warn('notification not delivered', { channel: channel.name, ...about, error: String(error) })
    return false
  }
}

function noteDelivery(
  store: Store,
  channel: Channel,
  about: { readonly backup: ExpectedBackup; readonly now: Date },
): void {
  noteNotice(store, channel, about)
  const { server, backup } = about.backup
  const line = { action: 'overdue_notified', subject: `${server}/${backup}`, detail: channel.name }
  noteAudit(store, about.now.toISOString(), line)
}
