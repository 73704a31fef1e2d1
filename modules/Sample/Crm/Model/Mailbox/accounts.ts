import type { Store } from '@horarium-modules/sample-store'

/** A personal account, or one of a group; the words people name it by on the command line. */
export type AccountType = 'EmailAccount' | 'InboundEmail'

/** A mailbox on an IMAP server, and how far it has been read. */
export interface Account {
  readonly id: string
  readonly host: string
  readonly port: number
  /** 1: TLS from the first byte; 0: as soon as the server offers it. */
  readonly secure: 0 | 1
  readonly username: string
  readonly password: string
  readonly folder: string
  /** What the last UID belongs to: when it changes, UIDs begin anew. */
  readonly uid_validity: string | null
  readonly last_uid: number
}

/** The ids of the active accounts of a type. */
export function activeAccounts(store: Store, type: AccountType): readonly string[] {
  const sql = 'select id from crm_account where type = ? and active = 1 order by id'
  return store.all<{ readonly id: string }>(sql, type).map(({ id }) => id)
}

/** The account of that id, also one that is not active. Throws `UnknownAccount`. */
export function findAccount(store: Store, type: AccountType, id: string): Account {
  const account = store.first<Account>('select * from crm_account where type = ? and id = ?', type, id)
  if (!account) throw new UnknownAccount(type, id, activeAccounts(store, type))
  return account
}

const NAMED = 10

class UnknownAccount extends Error {
  override readonly name = 'UnknownAccount'
  constructor(type: AccountType, id: string, active: readonly string[]) {
    const known = active.length === 0 ? 'there is none' : `there are ${active.slice(0, NAMED).join(', ')}`
    super(`There is no ${type} '${id}'; ${known}.`)
  }
}
