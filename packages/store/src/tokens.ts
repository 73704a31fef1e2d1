import { randomBytes } from 'node:crypto'
import type { Token } from '@horarium/core'
import type { Instance } from './instance.js'
import { auditFields } from './overrides.js'

/** A token as it is kept: only who knows the secret can make its hash. */
export interface KeptToken extends Token {
  readonly id: string
  /** SHA-256 of the secret, base64url. */
  readonly hash: string
}

/** Keeps a token under an id of its own, with a line in the audit trail; answers it. */
export async function keepToken({ redis, keys }: Instance, token: Omit<KeptToken, 'id'>): Promise<KeptToken> {
  const kept = { ...token, id: randomBytes(6).toString('hex') }
  const { name, role, author, createdAt } = token
  const line = { action: 'token:create', path: `token/${name}`, author, at: createdAt, before: undefined, after: role }
  await redis
    .multi()
    .hset(keys.tokens, kept.id, JSON.stringify(kept))
    .xadd(keys.audit, '*', ...auditFields(line))
    .exec()
  return kept
}

/** Takes a token away, with a line in the audit trail. */
export async function dropToken(
  { redis, keys }: Instance,
  { id, name, role }: KeptToken,
  by: { readonly author: string; readonly at: number },
): Promise<void> {
  const line = { ...by, action: 'token:revoke', path: `token/${name}`, before: role, after: undefined }
  await redis
    .multi()
    .hdel(keys.tokens, id)
    .xadd(keys.audit, '*', ...auditFields(line))
    .exec()
}

/** Every token, oldest first. */
export async function readTokens({ redis, keys }: Instance): Promise<readonly KeptToken[]> {
  const fields = await redis.hgetall(keys.tokens)
  return Object.values(fields)
    .map((text) => JSON.parse(text) as KeptToken)
    .toSorted((a, b) => a.createdAt - b.createdAt)
}

export async function findToken({ redis, keys }: Instance, id: string): Promise<KeptToken | undefined> {
  const text = await redis.hget(keys.tokens, id)
  return text === null ? undefined : (JSON.parse(text) as KeptToken)
}

export function countTokens({ redis, keys }: Instance): Promise<number> {
  return redis.hlen(keys.tokens)
}
