import type { Mail, Mailer, Store } from '@horarium-modules/sample-store'
import type { Schedule } from '@horarium/sdk'

/** What became of the lines of a batch. */
export interface Sent {
  readonly sent: number
  /** Refused, and tried again by a later run. */
  readonly refused: number
  /** Refused for the last time. */
  readonly failed: number
  /** Of people who opted out, or were deleted, after the queue was built. */
  readonly dropped: number
  /** Lines that wait for a later run. */
  readonly left: number
}

export interface Sending {
  readonly store: Store
  readonly mailer: Mailer
  readonly schedule: Schedule
  readonly batch: number
  readonly max_attempts: number
}

interface Line {
  readonly id: number
  readonly email: string | null
  readonly name: string | null
  readonly subject: string
  readonly body: string
  readonly attempts: number
}

/**
 * Sends the oldest lines, those tried least first. A line is marked as sent after the server took it: whoever dies between
 * the two sends it again, with the same id. Rejects where the server is not reached, and then counts no attempt.
 */
export async function sendFromQueues(sending: Sending): Promise<Sent> {
  const { store, schedule, batch } = sending
  const counts = { sent: 0, refused: 0, failed: 0, dropped: 0 }
  const lines = readLines(store, batch)
  for (const [index, line] of lines.entries()) {
    if (schedule.signal.aborted) break
    counts[await sendLine(line, sending)] += 1
    schedule.progress((100 * (index + 1)) / lines.length)
  }
  return { ...counts, left: countLeft(store) }
}

function readLines(store: Store, batch: number): readonly Line[] {
  return store.all<Line>(
    `select q.id, q.attempts, c.email, c.name, m.subject, m.body
     from crm_mass_email_queue q
     join crm_mass_email m on m.id = q.mass_email_id
     left join crm_contact c on c.id = q.contact_id and c.opted_out = 0 and c.deleted_at is null
     where q.status = 'pending' and m.status = 'sending'
     order by q.attempts, q.id limit ?`,
    batch,
  )
}

async function sendLine(line: Line, sending: Sending): Promise<'sent' | 'refused' | 'failed' | 'dropped'> {
  const { mailer, max_attempts } = sending
  if (line.email === null) return note(line, { status: 'dropped', refusal: null }, sending)
  const refusal = await mailer.send(mailFor({ ...line, email: line.email }))
  if (refusal === undefined) return note(line, { status: 'sent', refusal: null }, sending)
  const { error, isFinal } = refusal
  sending.schedule.log.warn('mail refused', { line: line.id, attempt: line.attempts + 1, error })
  const isOver = isFinal || line.attempts + 1 >= max_attempts
  return note(line, { status: isOver ? 'failed' : 'refused', refusal: error }, sending)
}

function mailFor({ id, email, name, subject, body }: Line & { readonly email: string }): Mail {
  return { to: email, subject, text: body.replaceAll('{name}', name ?? ''), id: `mass-email-${id}` }
}

interface Ended {
  readonly status: 'sent' | 'refused' | 'failed' | 'dropped'
  readonly refusal: string | null
}

function note(line: Line, { status, refusal }: Ended, { store, schedule }: Sending): Ended['status'] {
  store.run(
    'update crm_mass_email_queue set status = ?, refusal = ?, attempts = ?, updated_at = ? where id = ?',
    status === 'refused' ? 'pending' : status,
    refusal,
    status === 'dropped' ? line.attempts : line.attempts + 1,
    schedule.scheduledAt.toISOString(),
    line.id,
  )
  return status
}

function countLeft(store: Store): number {
  const sql = `select count(*) as lines from crm_mass_email_queue where status = 'pending'`
  return store.first<{ readonly lines: number }>(sql)?.lines ?? 0
}
