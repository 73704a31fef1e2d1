import type { User } from '@horarium/core'
import type { Instance } from './instance.js'
import { type AuditLine, auditFields } from './overrides.js'

/** A user as they are kept: only who knows the password can make its hash. */
export interface KeptUser extends User {
  /** What the password became, and how. */
  readonly hash: string
  /** Another one with every password: sessions that were opened with an older one have ended. */
  readonly stamp: string
}

/** Keeps a user, in the place of an older one of the name, with a line in the audit trail. */
export async function keepUser({ redis, keys }: Instance, user: KeptUser, line: AuditLine): Promise<void> {
  await redis
    .multi()
    .hset(keys.users, user.name, JSON.stringify(user))
    .xadd(keys.audit, '*', ...auditFields(line))
    .exec()
}

/** Takes a user away, with a line in the audit trail. */
export async function dropUser({ redis, keys }: Instance, name: string, line: AuditLine): Promise<void> {
  await redis
    .multi()
    .hdel(keys.users, name)
    .xadd(keys.audit, '*', ...auditFields(line))
    .exec()
}

/** Every user, oldest first. */
export async function readUsers({ redis, keys }: Instance): Promise<readonly KeptUser[]> {
  const fields = await redis.hvals(keys.users)
  return fields.map((text) => JSON.parse(text) as KeptUser).toSorted((a, b) => a.createdAt - b.createdAt)
}

export async function findUser({ redis, keys }: Instance, name: string): Promise<KeptUser | undefined> {
  const text = await redis.hget(keys.users, name)
  return text === null ? undefined : (JSON.parse(text) as KeptUser)
}

export function countUsers({ redis, keys }: Instance): Promise<number> {
  return redis.hlen(keys.users)
}
