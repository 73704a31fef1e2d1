import { createHash, randomBytes } from 'node:crypto'
import type { Role } from '@horarium/core'
import {
  countTry,
  dropSession,
  findSession,
  findToken,
  findUser,
  keepSession,
  type KeptSession,
  noteInAudit,
  uncountTry,
} from '@horarium/store'
import type { App } from '../app.js'
import { isCredentialName } from './credential-name.js'
import { isPassword } from './passwords.js'
import { authenticate, tokenIdOf } from './tokens.js'

/** What somebody shows who wants a session. */
export type Login = { readonly token: string } | { readonly user: string; readonly password: string }

/** Who may do what. */
export interface Holder {
  /** As the audit trail names them: `user:<name>`, `token:<name>`. */
  readonly name: string
  readonly role: Role
}

/** A session, why there is none, or for how long nobody is let try. */
export type LoginOutcome =
  | { readonly is: 'open'; readonly secret: string; readonly holder: Holder }
  | { readonly is: 'wrong' }
  | { readonly is: 'too-many'; readonly retryInMs: number }

const IDLE_MS = 12 * 3_600_000
const LONGEST_MS = 7 * 24 * 3_600_000
const WINDOW_MS = 5 * 60_000
const TRIES = 20
const SECRET_BYTES = 32
const SECRET = /^[\w-]{43}$/

/**
 * Opens a session for whoever shows a token, or a user's password, from an address. Counted before it is looked at, by
 * address and by user, over all processes; what was right is not counted.
 */
export async function openSession(app: App, login: Login, address: string): Promise<LoginOutcome> {
  const { instance, clock } = app
  const who = [`address ${address}`, ...('user' in login && isCredentialName(login.user) ? [`user ${login.user}`] : [])]
  // One after the other: whoever has tried too often leaves no counter for each name they think of.
  for (const one of who) {
    const { count, endsInMs } = await countTry(instance, one, WINDOW_MS)
    if (count > TRIES) return { is: 'too-many', retryInMs: endsInMs }
  }
  const found = await ('user' in login ? checkUser(app, login) : checkToken(app, login.token))
  if (!found) {
    await noteRefusal(app, login, address)
    return { is: 'wrong' }
  }
  await Promise.all(who.map((one) => uncountTry(instance, one)))
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  const { holder, ...session } = found
  const line = { action: 'session:open', path: `session/${holder.name}`, before: undefined, after: address }
  const at = clock.now()
  const kept = { hash: hashOf(secret), session: { ...session, openedAt: at }, forMs: IDLE_MS }
  await keepSession(instance, kept, { ...line, author: holder.name, at })
  return { is: 'open', secret, holder }
}

/** Whose session a secret belongs to; it lasts on. `undefined` when it has ended, or what it was opened with is gone. */
export async function findHolder({ instance, clock }: App, secret: string): Promise<Holder | undefined> {
  if (!SECRET.test(secret)) return undefined
  const hash = hashOf(secret)
  const session = await findSession(instance, hash, IDLE_MS)
  if (!session) return undefined
  const holder = clock.now() - session.openedAt < LONGEST_MS ? await holderOf({ instance }, session) : undefined
  if (!holder) await dropSession(instance, hash)
  return holder
}

/** Ends a session; answers whether there was one. */
export async function closeSession(app: App, secret: string): Promise<boolean> {
  const holder = await findHolder(app, secret)
  if (!holder || !(await dropSession(app.instance, hashOf(secret)))) return false
  const line = { action: 'session:close', path: `session/${holder.name}`, before: undefined, after: undefined }
  await noteInAudit(app.instance, { ...line, author: holder.name, at: app.clock.now() })
  return true
}

type Found = Omit<KeptSession, 'openedAt'> & { readonly holder: Holder }

async function checkUser(
  { instance }: App,
  { user, password }: { readonly user: string; readonly password: string },
): Promise<Found | undefined> {
  const kept = await findUser(instance, user)
  if (!(await isPassword(password, kept?.hash)) || !kept) return undefined
  const { name, role, stamp } = kept
  return { kind: 'user', of: name, stamp, holder: { name: `user:${name}`, role } }
}

async function checkToken(app: App, text: string): Promise<Found | undefined> {
  const token = await authenticate(app, text)
  if (!token) return undefined
  return { kind: 'token', of: tokenIdOf(text), stamp: '', holder: { name: `token:${token.name}`, role: token.role } }
}

async function holderOf({ instance }: Pick<App, 'instance'>, session: KeptSession): Promise<Holder | undefined> {
  const { kind, of, stamp } = session
  if (kind === 'token') {
    const token = await findToken(instance, of)
    return token && { name: `token:${token.name}`, role: token.role }
  }
  const user = await findUser(instance, of)
  return user?.stamp === stamp ? { name: `user:${user.name}`, role: user.role } : undefined
}

// Whatever was typed is nobody's name until it is: it may be a password in the wrong field.
async function noteRefusal({ instance, clock }: App, login: Login, address: string): Promise<void> {
  const isKnown = 'user' in login && (await findUser(instance, login.user)) !== undefined
  const path = isKnown ? `session/user:${login.user}` : 'session'
  const line = { action: 'session:refuse', path, before: undefined, after: undefined }
  await noteInAudit(instance, { ...line, author: address, at: clock.now() })
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
