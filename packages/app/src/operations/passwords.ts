import { randomBytes, scrypt, type ScryptOptions, timingSafeEqual } from 'node:crypto'
import { HorariumError } from '@horarium/core'

const SHORTEST = 12
const LONGEST = 1_024
const SALT_BYTES = 16
const KEY_BYTES = 32
// 32 MB and a third of a second: what OWASP asks of scrypt, with the least memory.
const COST = { log2N: 15, r: 8, p: 3 }
const SHAPE = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/

/** Throws `usage` for a password that is too short to keep anybody out. */
export function requirePassword(password: string): void {
  if (password.length >= SHORTEST && password.length <= LONGEST) return
  throw new HorariumError(
    'usage',
    `A password has ${SHORTEST} to ${LONGEST} characters; several words are easy to keep.`,
  )
}

/** What is kept of a password: `scrypt$<log2 N>$<r>$<p>$<salt>$<key>`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const { log2N, r, p } = COST
  const key = await derive(password, salt, COST)
  return ['scrypt', log2N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Whether a password is the one a hash was made of; as long about it where there is none. */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [, log2N, r, p, salt = '', kept = ''] = SHAPE.exec(hash ?? '') ?? []
  if (salt === '') {
    await derive(password, randomBytes(SALT_BYTES), COST)
    return false
  }
  const cost = { log2N: Number(log2N), r: Number(r), p: Number(p) }
  const key = await derive(password, Buffer.from(salt, 'base64url'), cost)
  return timingSafeEqual(key, Buffer.from(kept, 'base64url'))
}

function derive(password: string, salt: Buffer, { log2N, r, p }: typeof COST): Promise<Buffer> {
  const N = 2 ** log2N
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r }
  return new Promise((resolve, reject) => {
    // The same letters may be typed as different characters.
    scrypt(password.normalize('NFC'), salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
