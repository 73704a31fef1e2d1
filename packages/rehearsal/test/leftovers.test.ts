import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findRedisBinary, startTemporaryRedis } from '@horarium/app'
import { rehearse } from '@horarium/sdk/testing'
import { connectRedis } from '@horarium/store'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { job, type ModuleContent, moduleFolder } from './support/module-folder.js'
import { at } from './support/rehearsed.js'

const CACHE = join(import.meta.dirname, '../../../.horarium/redis')
const span = { from: at('12:00'), to: at('13:00') }

let temporary = ''
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'hz-left-'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(temporary, { recursive: true, force: true })
})

/** A module, and from now on a folder for what is temporary that nobody else uses. */
function moduleWith(content: ModuleContent): string {
  const module = moduleFolder(content)
  vi.stubEnv('TMPDIR', temporary)
  return module
}

/** What is in that folder, and which children of this process speak of it: a server, and who looks after it. */
function leftovers(): readonly string[] {
  const children = execFileSync('ps', ['-o', 'args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
  return [...readdirSync(temporary), ...children.split('\n').filter((line) => line.includes(temporary))]
}

describe('a rehearsal leaves nothing behind', () => {
  it('where it comes to its end', async () => {
    const seen = vi.fn(leftovers)
    await rehearse({ modules: [moduleWith({ jobs: { a: job('0 * * * *') } })], ...span, before: seen })
    expect(seen.mock.results[0]?.value).toHaveLength(3)
    expect(leftovers()).toEqual([])
  })

  it('where the test fails in the middle of it', async () => {
    const modules = [moduleWith({ jobs: { a: job('*/10 * * * *') } })]
    const before = vi.fn((instant: Date) => {
      if (instant >= at('12:30')) throw new Error('the test has seen enough')
    })
    await expect(rehearse({ modules, ...span, before })).rejects.toThrow('the test has seen enough')
    expect(leftovers()).toEqual([])
  })

  it('where a handler never ends and the test is over', async () => {
    const modules = [
      moduleWith({ work: 'ok() { return new Promise(() => undefined) }', jobs: { a: job('0 * * * *') } }),
    ]
    const test = new AbortController()
    const before = (): void => void setImmediate(() => test.abort(new Error('the test took too long')))
    await expect(rehearse({ modules, ...span, before, signal: test.signal })).rejects.toThrow('took too long')
    expect(leftovers()).toEqual([])
  })

  it('where its process is killed', async () => {
    const module = moduleWith({
      work: 'ok() { process.kill(process.pid, "SIGKILL") }',
      jobs: { a: job('0 * * * *') },
    })
    const order = JSON.stringify({ modules: [module], ...span })
    const script = `import { findRedisBinary, startTemporaryRedis } from '@horarium/app'
import { rehearse } from '@horarium/sdk/testing'; await rehearse(${order})`
    const killed = new Promise((resolve) => {
      execFile(
        process.execPath,
        ['--input-type=module', '-e', script],
        { cwd: join(import.meta.dirname, '..') },
        resolve,
      )
    })
    expect(await killed).toMatchObject({ signal: 'SIGKILL' })
    await expect.poll(leftovers).toEqual([])
  })

  it('in a Redis it was given', async () => {
    const server = await startTemporaryRedis(
      await findRedisBinary({ cacheDirectory: CACHE, onNotice: () => undefined }),
    )
    const redis = connectRedis(server.address)
    const modules = [moduleWith({ jobs: { a: job('*/5 * * * *') } })]
    expect((await rehearse({ modules, ...span, redis: server.address })).entries).toHaveLength(12)
    expect(await redis.dbsize()).toBe(0)
    redis.disconnect()
    await server.stop()
  })
})
