import { ImapFlow, type MailboxObject } from 'imapflow'
import type { Account } from './accounts.js'

/** A message as it lies in the mailbox. */
export interface Message {
  readonly uid: number
  readonly messageId: string | null
  readonly sender: string | null
  readonly subject: string | null
  readonly sentAt: string | null
  /** Head and body, up to the limit. */
  readonly source: string
}

export interface Fetched {
  readonly uidValidity: string
  readonly messages: readonly Message[]
  /** How many more there are. */
  readonly left: number
}

export interface FetchLimits {
  /** So many messages at once. */
  readonly batch: number
  /** Of each message so many bytes. */
  readonly maxBytes: number
  readonly signal: AbortSignal
}

const WITHIN_MS = 10_000
const SILENT_MS = 30_000

/** Fetches what came after the last UID, the oldest first, and changes nothing in the mailbox: no message becomes seen. */
export async function fetchNew(account: Account, limits: FetchLimits): Promise<Fetched> {
  const client = clientFor(account)
  const stop = (): void => client.close()
  limits.signal.addEventListener('abort', stop, { once: true })
  try {
    limits.signal.throwIfAborted()
    await client.connect()
    const fetched = await readNew(client, account, limits)
    await client.logout()
    return fetched
  } catch (error) {
    throw new MailboxFailed(account, error)
  } finally {
    limits.signal.removeEventListener('abort', stop)
    client.close()
  }
}

function clientFor({ host, port, secure, username, password }: Account): ImapFlow {
  const client = new ImapFlow({
    host,
    port,
    secure: secure === 1,
    auth: { user: username, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: WITHIN_MS,
    greetingTimeout: WITHIN_MS,
    socketTimeout: SILENT_MS,
  })
  // What fails is told by the command that waits for it.
  client.on('error', () => undefined)
  return client
}

async function readNew(client: ImapFlow, account: Account, { batch, maxBytes }: FetchLimits): Promise<Fetched> {
  const mailbox = await client.mailboxOpen(account.folder, { readOnly: true })
  const uidValidity = String(mailbox.uidValidity)
  const last = account.uid_validity === uidValidity ? account.last_uid : 0
  const waiting = await uidsAfter(client, mailbox, last)
  const wanted = waiting.slice(0, batch)
  const messages = wanted.length === 0 ? [] : await fetchMessages(client, wanted, maxBytes)
  return { uidValidity, messages, left: waiting.length - wanted.length }
}

async function uidsAfter(
  client: ImapFlow,
  { exists, uidNext }: MailboxObject,
  last: number,
): Promise<readonly number[]> {
  if (exists === 0 || uidNext <= last + 1) return []
  const found = await client.search({ uid: `${last + 1}:*` }, { uid: true })
  if (!found) throw new Error('the server did not answer a search')
  // `n:*` always holds the newest message, also when its UID is below n.
  return found.filter((uid) => uid > last).toSorted((a, b) => a - b)
}

async function fetchMessages(client: ImapFlow, uids: readonly number[], maxBytes: number): Promise<readonly Message[]> {
  const messages: Message[] = []
  const query = { envelope: true, source: { maxLength: maxBytes } }
  for await (const { uid, envelope, source } of client.fetch([...uids], query, { uid: true })) {
    messages.push({
      uid,
      messageId: envelope?.messageId ?? null,
      sender: envelope?.from?.[0]?.address ?? null,
      subject: envelope?.subject ?? null,
      sentAt: isoOf(envelope?.date),
      source: source?.toString() ?? '',
    })
  }
  return messages
}

function isoOf(date: Date | string | undefined): string | null {
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date.toISOString() : null
}

class MailboxFailed extends Error {
  override readonly name = 'MailboxFailed'
  constructor({ id, host, port }: Account, cause: unknown) {
    super(`${id} at ${host}:${port}: ${reasonOf(cause)}`, { cause })
  }
}

// What the server said; a failed command's own message is only that it failed.
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'responseText' in error && typeof error.responseText === 'string' ? error.responseText : error.message
}
