import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { join } from 'node:path'
import { afterAll, expect, inject } from 'vitest'

const BIN = join(import.meta.dirname, '../../bin/horarium.js')
const WITHIN_MS = 30_000

/** How a command ended. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Calling {
  readonly cwd: string
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** What it reads; nothing when it is left out. */
  readonly input?: string
}

const children = new Set<ChildProcess>()
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
})

// Tests may run side by side, processes only as many as there are likely cores.
const AT_ONCE = 2
const turns: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve())
let calls = 0

/** Runs one command to its end in a project's folder. */
export function horarium(calling: Calling | string, ...args: readonly string[]): Promise<Ended> {
  const turn = calls % AT_ONCE
  calls += 1
  const ended = (turns[turn] ?? Promise.resolve()).then(() => begin(calling, ...args).ended)
  turns[turn] = ended
  return ended
}

/** What a command prints as JSON. */
export async function answerOf(calling: Calling | string, ...args: readonly string[]): Promise<unknown> {
  const { stdout, stderr } = await horarium(calling, ...args, '--json')
  try {
    return JSON.parse(stdout) as unknown
  } catch {
    throw new Error(`no JSON, but: ${stdout}${stderr}`)
  }
}

/** A command that goes on. */
export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** What it has written on either stream so far. */
  output(): string
  /** Waits until both streams together hold `text` so many times. */
  until(text: string, times?: number): Promise<void>
}

/** Starts a command; it is killed at the end of the test file. */
export function begin(calling: Calling | string, ...args: readonly string[]): Running {
  const { cwd, environment = {}, input }: Calling = typeof calling === 'string' ? { cwd: calling } : calling
  const env = { ...process.env, NO_COLOR: '1', CRON_PORT: '0', REDIS_URL: inject('redisAddress'), ...environment }
  const child = spawn(process.execPath, [BIN, ...args], { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.on('error', () => undefined).end(input)
  children.add(child)
  child.once('close', () => children.delete(child))
  const written = { stdout: '', stderr: '' }
  const news = new EventEmitter()
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text
      news.emit('news')
    })
  }
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...written }))
  child.once('close', () => news.emit('news'))
  const output = (): string => written.stdout + written.stderr
  const until = async (text: string, times = 1): Promise<void> => {
    const signal = AbortSignal.timeout(WITHIN_MS)
    while (output().split(text).length <= times) {
      if (child.exitCode !== null) throw new Error(`ended before '${text}': ${output()}`)
      // oxlint-disable-next-line no-await-in-loop -- each look waits for the next piece of output
      await once(news, 'news', { signal }).catch(() => {
        throw new Error(`no '${text}' within ${WITHIN_MS} ms: ${output()}`)
      })
    }
  }
  return { child, ended, output, until }
}

/** Asks processes to stop; each must end well. */
export async function stopAll(running: readonly Running[]): Promise<void> {
  for (const { child } of running) child.kill('SIGTERM')
  for (const { code } of await Promise.all(running.map(({ ended }) => ended))) expect(code).toBe(0)
}

/** Asks again until the answer is right. */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  isRight: (answer: Answer) => boolean,
): Promise<Answer> {
  const deadline = AbortSignal.timeout(WITHIN_MS)
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- asked one after the other
    const answer = await ask()
    if (isRight(answer)) return answer
    if (deadline.aborted) throw new Error(`still not right: ${JSON.stringify(answer)}`)
  }
}
