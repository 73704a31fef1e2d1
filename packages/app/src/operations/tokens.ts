import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { HorariumError, type Role, type Token } from '@horarium/core'
import { dropToken, findToken, keepToken, readTokens } from '@horarium/store'
import type { App } from '../app.js'
import { requireCredentialName } from './credential-name.js'

export interface CreateToken {
  readonly name: string
  readonly role: Role
}

/** A token just made. */
export interface CreatedToken extends Token {
  /** What its bearer shows: `hz_<id>_<secret>`. It is kept nowhere and told this once. */
  readonly text: string
}

const SECRET_BYTES = 32
const SHAPE = /^hz_([0-9a-f]{12})_([\w-]{43})$/

/** Makes a token. Throws `usage` for a name that is none, `conflict` for one that is taken. */
export async function createToken(
  { instance, clock, author }: App,
  { name, role }: CreateToken,
): Promise<CreatedToken> {
  requireCredentialName(name)
  const taken = (await readTokens(instance)).some((token) => token.name === name)
  if (taken) throw new HorariumError('conflict', `There is a token ${name} already; see token:revoke.`)
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  const token = { name, role, author, createdAt: clock.now() }
  const { id } = await keepToken(instance, { ...token, hash: hashOf(secret) })
  return { ...token, text: `hz_${id}_${secret}` }
}

/** Every token, oldest first, without its secret. */
export async function listTokens({ instance }: App): Promise<readonly Token[]> {
  return (await readTokens(instance)).map(({ name, role, createdAt, author }) => ({ name, role, createdAt, author }))
}

/** Takes a token away; its bearer is refused from now on. Throws `unknown` where there is none of the name. */
export async function revokeToken({ instance, clock, author }: App, name: string): Promise<void> {
  const found = (await readTokens(instance)).find((token) => token.name === name)
  if (!found) throw new HorariumError('unknown', `No token '${name}'. See token:list.`)
  await dropToken(instance, found, { author, at: clock.now() })
}

/** Whose a token is; `undefined` when it is nobody's. Takes as long whatever is wrong with its secret. */
export async function authenticate({ instance }: App, text: string): Promise<Token | undefined> {
  const [, id = '', secret = ''] = SHAPE.exec(text) ?? []
  const kept = id === '' ? undefined : await findToken(instance, id)
  if (!kept) return undefined
  const isRight = timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(kept.hash))
  return isRight ? { name: kept.name, role: kept.role, createdAt: kept.createdAt, author: kept.author } : undefined
}

/** The part of a token that names it. */
export function tokenIdOf(text: string): string {
  return SHAPE.exec(text)?.[1] ?? ''
}

// The secret is as random as the hash is long: nothing slower is needed, as it would be for what a person chooses.
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
