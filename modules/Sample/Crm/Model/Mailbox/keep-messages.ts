import type { Store } from '@horarium-modules/sample-store'
import type { Account } from './accounts.js'
import type { Fetched, Message } from './fetch-new.js'

/** Stores what was fetched and how far the account has been read, together; answers how many were new. */
export function keepMessages(store: Store, { id }: Account, { uidValidity, messages }: Fetched): number {
  return store.together(() => {
    let stored = 0
    for (const message of messages) stored += keep(store, message, { id, uidValidity })
    const last = Math.max(0, ...messages.map(({ uid }) => uid))
    store.run(
      `update crm_account set last_uid = max(?, iif(uid_validity = ?, last_uid, 0)), uid_validity = ? where id = ?`,
      last,
      uidValidity,
      uidValidity,
      id,
    )
    return stored
  })
}

interface Place {
  readonly id: string
  readonly uidValidity: string
}

// When UIDs begin anew the same messages come again; their own ids tell.
function keep(store: Store, message: Message, { id, uidValidity }: Place): number {
  const { uid, messageId, sender, subject, sentAt, source } = message
  const { changes } = store.run(
    `insert or ignore into crm_email (account_id, uid_validity, uid, message_id, sender, subject, sent_at, source)
     select ?, ?, ?, ?, ?, ?, ?, ? where not exists
       (select 1 from crm_email where account_id = ? and message_id = ? and uid_validity <> ?)`,
    id,
    uidValidity,
    uid,
    messageId,
    sender,
    subject,
    sentAt,
    source,
    id,
    messageId,
    uidValidity,
  )
  return changes
}
