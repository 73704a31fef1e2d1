import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { inject } from 'vitest'
import { awaitThat } from './await-that.js'

const BIN = join(import.meta.dirname, '../../bin/horarium.js')

/** Whether this machine can give a command a terminal of its own. */
export function hasTerminals(): boolean {
  return spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0
}

/** What is typed once a text is on the screen, after what was typed before. */
export type Dialogue = readonly (readonly [text: string, typed: string])[]

/** Runs a command on a terminal of its own, that does not tell its size, with somebody who answers. */
export async function askOnTerminal(
  { cwd, args }: { readonly cwd: string; readonly args: readonly string[] },
  dialogue: Dialogue,
): Promise<{ readonly code: number | null; readonly screen: string }> {
  const words = [process.execPath, BIN, ...args].map((word) => `'${word}'`).join(' ')
  const env = { ...process.env, TERM: 'xterm', NO_COLOR: '1', CI: '', REDIS_URL: inject('redisAddress') }
  const child = spawn('script', ['-qec', words, '/dev/null'], {
    cwd,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  let screen = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (screen += stripVTControlCharacters(text)))
  try {
    let from = 0
    for (const [text, typed] of dialogue) {
      const since = from
      // oxlint-disable-next-line no-await-in-loop -- one answer after the other
      await awaitThat(
        () => screen.slice(since),
        (seen) => seen.includes(text),
      )
      from = screen.length
      child.stdin.write(typed)
    }
    const [code] = (await ended) as [number | null]
    return { code, screen }
  } finally {
    child.kill('SIGKILL')
  }
}
