import { HorariumError } from '@horarium/core'

const NAME = /^[\w.@-]{1,64}$/

/** Whether a token or user may be called so. */
export function isCredentialName(name: string): boolean {
  return NAME.test(name)
}

/** Throws `usage` for a name that is none. */
export function requireCredentialName(name: string): void {
  if (isCredentialName(name)) return
  throw new HorariumError('usage', `'${name}' is no name: 1 to 64 of letters, digits, _, ., @ and -.`)
}
