import type { Store } from '@horarium-modules/sample-store'

/** A mail to one address. */
export interface DueMail {
  readonly id: number
  readonly mailing: number
  readonly address: string
  readonly subject: string
  readonly body: string
  /** How often it was put off. */
  readonly attempts: number
}

const DUE = `from site_mailing_recipient as recipient join site_mailing as mailing on mailing.id = recipient.mailing_id
  where status = 'pending' and try_after <= ?`

/** The mails that are due: the mailing that was due first goes first. */
export function listDue(store: Store, now: string, limit: number): readonly DueMail[] {
  const columns = 'recipient.id, mailing.id as mailing, address, subject, body, attempts'
  return store.all<DueMail>(`select ${columns} ${DUE} order by due_at, recipient.id limit ?`, now, limit)
}

/** How many mails are due. */
export function countDue(store: Store, now: string): number {
  return store.first<{ mails: number }>(`select count(*) as mails ${DUE}`, now)?.mails ?? 0
}

/** Notes that nothing more is to be done for a mail. */
export function endMail(
  store: Store,
  { id }: DueMail,
  end: { readonly status: 'sent' | 'failed'; readonly at: string; readonly error?: string },
): void {
  const update = 'update site_mailing_recipient set status = ?, ended_at = ?, error = ? where id = ?'
  store.run(update, end.status, end.at, end.error ?? null, id)
}

/** Notes that a mail is to be tried again later. */
export function putOff(
  store: Store,
  { id }: DueMail,
  until: { readonly tryAfter: string; readonly error: string },
): void {
  const update = 'update site_mailing_recipient set attempts = attempts + 1, try_after = ?, error = ? where id = ?'
  store.run(update, until.tryAfter, until.error, id)
}

/** Notes which mailings have nothing left to send. */
export function completeMailings(store: Store, now: string): void {
  store.run(
    `update site_mailing set completed_at = ? where completed_at is null and due_at <= ? and not exists
      (select 1 from site_mailing_recipient where mailing_id = site_mailing.id and status = 'pending')`,
    now,
    now,
  )
}
