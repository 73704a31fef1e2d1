import type { Store } from '@horarium-modules/sample-store'
import type { Channel } from '../Notice/channel.js'
import { type ExpectedBackup, REPEAT_MS } from './expected-backups.js'

/** Whether a channel is to be told of an overdue backup now: never since its newest success, or too long ago. */
export function isNoticeDue(
  store: Store,
  channel: Pick<Channel, 'name'>,
  { backup, now }: { readonly backup: ExpectedBackup; readonly now: Date },
): boolean {
  const last = store.first<{ sentAt: string; newestSuccess: string }>(
    `select sent_at as sentAt, newest_success as newestSuccess from backups_notice
      where server = ? and backup = ? and channel = ?`,
    backup.server,
    backup.backup,
    channel.name,
  )
  if (!last || last.newestSuccess !== backup.newestSuccess) return true
  return now.getTime() - Date.parse(last.sentAt) >= REPEAT_MS[backup.notify]
}

/** Notes that a channel was told. */
export function noteNotice(
  store: Store,
  channel: Pick<Channel, 'name'>,
  { backup, now }: { readonly backup: ExpectedBackup; readonly now: Date },
): void {
  store.run(
    'insert or replace into backups_notice (server, backup, channel, sent_at, newest_success) values (?, ?, ?, ?, ?)',
    backup.server,
    backup.backup,
    channel.name,
    now.toISOString(),
    backup.newestSuccess,
  )
}
