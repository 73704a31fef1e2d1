import { randomBytes } from 'node:crypto'
import { HorariumError, type Role, type User } from '@horarium/core'
import {
  type AuditLine,
  countTokens,
  countUsers,
  dropUser,
  findUser,
  keepUser,
  type KeptUser,
  readUsers,
} from '@horarium/store'
import type { App } from '../app.js'
import { requireCredentialName } from './credential-name.js'
import { hashPassword, requirePassword } from './passwords.js'

export interface CreateUser {
  readonly name: string
  readonly role: Role
  readonly password: string
}

/** Lets somebody log in. Throws `usage` for a name or password that is none, `conflict` for a name that is taken. */
export async function createUser(app: App, { name, role, password }: CreateUser): Promise<User> {
  requireCredentialName(name)
  requirePassword(password)
  if (await findUser(app.instance, name)) throw new HorariumError('conflict', `There is a user ${name} already.`)
  const user = { name, role, author: app.author, createdAt: app.clock.now() }
  const kept = { ...user, ...(await secretOf(password)) }
  await keepUser(app.instance, kept, line(app, 'user:create', { name, before: undefined, after: role }))
  return user
}

/** Every user, oldest first, without what their password became. */
export async function listUsers({ instance }: App): Promise<readonly User[]> {
  return (await readUsers(instance)).map(({ name, role, createdAt, author }) => ({ name, role, createdAt, author }))
}

/** Gives a user another password; their sessions end. Throws `unknown` where there is none of the name. */
export async function changePassword(app: App, name: string, password: string): Promise<void> {
  requirePassword(password)
  const kept = { ...(await requireUser(app, name)), ...(await secretOf(password)) }
  await keepUser(app.instance, kept, line(app, 'user:password', { name, before: undefined, after: undefined }))
}

/** Takes a user away; their sessions end. Throws `unknown` where there is none of the name. */
export async function removeUser(app: App, name: string): Promise<void> {
  const { role } = await requireUser(app, name)
  await dropUser(app.instance, name, line(app, 'user:remove', { name, before: role, after: undefined }))
}

/** Whether anybody has a token or a password: as long as nobody does only this machine is answered, and may do anything. */
export async function hasCredentials({ instance }: App): Promise<boolean> {
  const [tokens, users] = await Promise.all([countTokens(instance), countUsers(instance)])
  return tokens + users > 0
}

async function requireUser({ instance }: App, name: string): Promise<KeptUser> {
  const user = await findUser(instance, name)
  if (!user) throw new HorariumError('unknown', `No user '${name}'. See user:list.`)
  return user
}

async function secretOf(password: string): Promise<Pick<KeptUser, 'hash' | 'stamp'>> {
  return { hash: await hashPassword(password), stamp: randomBytes(8).toString('base64url') }
}

function line(
  { author, clock }: App,
  action: string,
  { name, ...sides }: Pick<AuditLine, 'before' | 'after'> & { readonly name: string },
): AuditLine {
  return { ...sides, action, path: `user/${name}`, author, at: clock.now() }
}
