import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it, onTestFinished, vi } from 'vitest'
import { awaitThat } from '../support/await-that.js'
import { horarium } from '../support/horarium.js'
import { CONFIG_XML, jobsXml, makeProject, removeProject } from '../support/project.js'

// Several processes each, on a machine that may have other work.
vi.setConfig({ testTimeout: 60_000 })

const SCRIPT = join(import.meta.dirname, '../../scripts/horarium-supervise.sh')
// Notes its process, then becomes something that lives until it is ended.
const LIVES = 'echo $$ >> pids; exec sleep 600'

interface Supervised {
  readonly pid: number
  readonly ended: Promise<number | null>
  /** The processes it has started so far. */
  readonly pids: () => readonly number[]
  /** What it and they have written on standard error. */
  readonly said: () => string
  readonly kill: (signal: NodeJS.Signals) => void
}

function supervise(words: readonly string[], delay = '0'): Supervised {
  return superviseIn(makeProject({}), words, delay)
}

function superviseIn(directory: string, words: readonly string[], delay: string): Supervised {
  const env = { ...process.env, HORARIUM_RESTART_DELAY: delay }
  const log = join(directory, 'log')
  const script = spawn('/bin/sh', [...words], { cwd: directory, env, stdio: ['ignore', 'ignore', openSync(log, 'a')] })
  const ended = once(script, 'close').then(([code]) => code as number | null)
  const file = join(directory, 'pids')
  const pids = (): readonly number[] => (existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []).flatMap(toPid)
  onTestFinished(() => {
    script.kill('SIGKILL')
    for (const pid of pids().filter(isAlive)) process.kill(pid, 'SIGKILL')
    removeProject(directory)
  })
  const said = (): string => readFileSync(log, 'utf8')
  return { pid: script.pid ?? Number.NaN, ended, pids, said, kill: (signal) => void script.kill(signal) }
}

function childrenOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').flatMap(toPid)
}

function toPid(line: string): readonly number[] {
  return Number(line) > 1 ? [Number(line)] : []
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function child(supervised: Supervised, number: number): Promise<number> {
  const pids = await awaitThat(supervised.pids, (found) => found.length >= number)
  return pids[number - 1] ?? Number.NaN
}

describe('the supervising script', () => {
  it('starts the command again whenever it is killed', async () => {
    const supervised = supervise([SCRIPT, '/bin/sh', '-c', LIVES])

    process.kill(await child(supervised, 1), 'SIGKILL')
    process.kill(await child(supervised, 2), 'SIGTERM')

    expect(isAlive(await child(supervised, 3))).toBe(true)
  })

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('ends both on %s, and starts nothing again', async (signal) => {
    const supervised = supervise([SCRIPT, '/bin/sh', '-c', LIVES])
    const pid = await child(supervised, 1)

    supervised.kill(signal)
    await supervised.ended

    expect({ alive: isAlive(pid), started: supervised.pids().length }).toEqual({ alive: false, started: 1 })
  })

  it('ends soon while it waits before the next start', async () => {
    const supervised = supervise([SCRIPT, '/bin/sh', '-c', 'echo $$ >> pids; exit 3'], '600')
    const pid = await child(supervised, 1)
    await awaitThat(
      () => isAlive(pid),
      (alive) => !alive,
    )

    supervised.kill('SIGTERM')

    expect({ code: await supervised.ended, started: supervised.pids().length }).toEqual({ code: 3, started: 1 })
  })

  it('waits for a command that takes its time to stop', async () => {
    const slow = 'trap "sleep 1; echo late >&2; exit 7" TERM; echo $$ >> pids; while :; do sleep 0.1; done'
    const supervised = supervise([SCRIPT, '/bin/sh', '-c', slow])
    await child(supervised, 1)

    supervised.kill('SIGTERM')

    expect(await supervised.ended).toBe(7)
    expect(supervised.said()).toBe('late\n')
  })

  it('asks for a command', async () => {
    expect(await supervise([SCRIPT]).ended).toBe(2)
  })

  it('keeps a real worker running as supervisor:print wrote it, and lets it end well', async () => {
    const env = `REDIS_URL=${inject('redisAddress')}\n`
    const directory = makeProject({ [CONFIG_XML]: jobsXml({}), '.env': env })
    const { stdout } = await horarium(directory, 'supervisor:print', '--', 'worker', '--grace', '5')
    writeFileSync(join(directory, 'supervise.sh'), stdout)
    const supervised = superviseIn(directory, ['supervise.sh'], '0')

    await awaitThat(supervised.said, (said) => said.includes('worker started'))
    const [first = Number.NaN] = childrenOf(supervised.pid)
    process.kill(first, 'SIGKILL')
    await awaitThat(supervised.said, (said) => said.split('worker started').length > 2)
    const [second = Number.NaN] = childrenOf(supervised.pid)
    supervised.kill('SIGTERM')

    expect(await supervised.ended).toBe(0)
    expect([first, second].filter(isAlive)).toEqual([])
  })
})
