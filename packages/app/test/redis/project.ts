import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { askRedis } from '../../src/redis/ask-redis.js'
import { endServer } from '../../src/redis/running-server.js'
import { readRecord } from '../../src/redis/server-record.js'

/** Where the repository keeps its unpacked binary. */
export const CACHE: string = join(import.meta.dirname, '../../../../.horarium/redis')

/** A project directory of its own, with the repository's binary already in its cache; cleared after the test. */
export function makeProject(below = '.'): string {
  const top = mkdtempSync(join(tmpdir(), 'hz-project-'))
  const project = join(top, below)
  mkdirSync(join(project, '.horarium/redis'), { recursive: true })
  if (existsSync(join(CACHE, 'unpacked'))) {
    symlinkSync(join(CACHE, 'unpacked'), join(project, '.horarium/redis/unpacked'))
  }
  onTestFinished(async () => {
    const record = readRecord(join(project, '.horarium/redis/server.json'))
    if (record) await endServer(record)
    rmSync(top, { recursive: true, force: true })
  })
  return project
}

/** One question to a Redis. */
export async function ask(address: string, ...words: readonly string[]): Promise<unknown> {
  return (await askRedis(address, [words], AbortSignal.timeout(5_000)))[0]
}

export async function pidOf(address: string): Promise<number> {
  const info = String(await ask(address, 'INFO', 'server'))
  return Number(/process_id:(\d+)/.exec(info)?.[1])
}

/** Another process of a project. */
export interface Member {
  readonly address: string
  readonly description: string
  readonly process: ChildProcess
  leave(): Promise<void>
  crash(): Promise<void>
}

/** Starts a process that takes a share in the project's Redis. */
export async function startMember(project: string, wish = 'stay'): Promise<Member> {
  const { REDIS_URL: _, ...env } = process.env
  const child = spawn(process.execPath, [join(import.meta.dirname, 'member.mjs'), project, wish], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const news = JSON.parse(line) as { readonly address: string; readonly description: string }
  const leave = async (): Promise<void> => {
    child.stdin.end('leave\n')
    await ended
  }
  const crash = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
  }
  return { ...news, process: child, leave, crash }
}
