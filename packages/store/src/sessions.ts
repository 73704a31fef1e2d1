import type { Instance } from './instance.js'
import { type AuditLine, auditFields } from './overrides.js'

/** A session as it is kept; it holds nothing but whose it is, so that it ends with them. */
export interface KeptSession {
  readonly kind: 'token' | 'user'
  /** The token's id, the user's name. */
  readonly of: string
  /** The user's when it was opened. */
  readonly stamp: string
  /** Epoch ms. */
  readonly openedAt: number
}

/** Keeps a session under the hash of its secret for so long, with a line in the audit trail. */
export async function keepSession(
  { redis, keys }: Instance,
  { hash, session, forMs }: { readonly hash: string; readonly session: KeptSession; readonly forMs: number },
  line: AuditLine,
): Promise<void> {
  // Two keys of one slot, and still not one script: a line too many in the trail is no harm.
  await redis.set(keys.session(hash), JSON.stringify(session), 'PX', forMs)
  await noteInAudit({ redis, keys }, line)
}

/** The session of a secret with that hash, kept for so long from now on; `undefined` when it has ended. */
export async function findSession(
  { redis, keys }: Instance,
  hash: string,
  forMs: number,
): Promise<KeptSession | undefined> {
  const key = keys.session(hash)
  const [text] = await Promise.all([redis.get(key), redis.pexpire(key, forMs)])
  return text === null ? undefined : (JSON.parse(text) as KeptSession)
}

/** Ends a session; answers whether there was one. */
export async function dropSession({ redis, keys }: Instance, hash: string): Promise<boolean> {
  return (await redis.del(keys.session(hash))) === 1
}

/** A line in the audit trail of something that changes no setting. */
export async function noteInAudit({ redis, keys }: Pick<Instance, 'redis' | 'keys'>, line: AuditLine): Promise<void> {
  await redis.xadd(keys.audit, '*', ...auditFields(line))
}

/** How often somebody has tried within a window, and how long that still lasts. */
export interface Tries {
  readonly count: number
  readonly endsInMs: number
}

/** Counts a try; the window begins with the first. */
export async function countTry({ redis, keys }: Instance, who: string, windowMs: number): Promise<Tries> {
  const key = keys.tries(who)
  const answers = await redis.multi().set(key, 0, 'PX', windowMs, 'NX').incr(key).pttl(key).exec()
  const [, count, endsInMs] = (answers ?? []).map(([, answer]) => Number(answer))
  return { count: count ?? 0, endsInMs: endsInMs ?? 0 }
}

/** A try that was right is none. */
export async function uncountTry({ redis, keys }: Instance, who: string): Promise<void> {
  const key = keys.tries(who)
  if ((await redis.decr(key)) <= 0) await redis.del(key)
}
