import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { HorariumError } from '@horarium/core'

const run = promisify(execFile)
const TIME_LIMIT_MS = 30_000
const PROGRAM = 'crontab'
// What the programs of Debian, Red Hat, Alpine, macOS and Solaris say of a user who has none.
const NONE = /no crontab for|can't open .*(no such file|your crontab)/i

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The user's crontab, a character for each byte: it may be in any encoding, and goes back as it came. Empty when there
 * is none. Throws `configuration` when it cannot be read: it must never be taken for empty then.
 */
export async function readCrontab(environment: Environment): Promise<string> {
  try {
    return await callProgram(['-l'], environment)
  } catch (thrown) {
    if (NONE.test(lastWordsOf(thrown))) return ''
    throw refusal('read', thrown)
  }
}

/** Replaces the user's crontab whole; an empty one is removed. */
export async function writeCrontab(text: string, environment: Environment): Promise<void> {
  try {
    await (text === '' ? callProgram(['-r'], environment) : callProgram(['-'], environment, text))
  } catch (thrown) {
    throw refusal('written', thrown)
  }
}

/** Text of ours as `readCrontab` has it. */
export function inBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

/** What `readCrontab` has, as text of ours. */
export function inWords(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

async function callProgram(words: readonly string[], environment: Environment, input = ''): Promise<string> {
  const env = { ...environment, LC_ALL: 'C' }
  const call = run(PROGRAM, [...words], { env, encoding: 'latin1', timeout: TIME_LIMIT_MS })
  // One that ends without reading says why by its exit code.
  call.child.stdin?.on('error', () => undefined)
  call.child.stdin?.end(input, 'latin1')
  return (await call).stdout
}

function refusal(what: 'read' | 'written', cause: unknown): HorariumError {
  const sentence =
    cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
      ? 'There is no crontab program on this machine: install cron, or see systemd:print and supervisor:print.'
      : `The crontab cannot be ${what}: ${lastWordsOf(cause)}`
  return new HorariumError('configuration', sentence, { cause })
}

function lastWordsOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  return ('stderr' in thrown && String(thrown.stderr).trim()) || thrown.message
}
