/** What the bearer of a token may do, least first: look; run, stop and pause; change what is configured. */
export const ROLES = ['view', 'operate', 'configure'] as const

export type Role = (typeof ROLES)[number]

/** Whether a role allows what another does. */
export function allows(role: Role, wanted: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(wanted)
}

/** Somebody who logs in with a password, without it. */
export type User = Token

/** A credential, without its secret. */
export interface Token {
  readonly name: string
  readonly role: Role
  /** Epoch ms. */
  readonly createdAt: number
  /** Who made it. */
  readonly author: string
}
