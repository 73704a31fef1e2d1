import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLock } from '../../src/redis/lock.js'
import { identityOf, isAlive } from '../../src/redis/process-identity.js'

let folder = ''
let lock = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hz-lock-'))
  lock = join(folder, 'lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const soon = (): AbortSignal => AbortSignal.timeout(5_000)
const deadProcess = (): string => `${spawnSync(process.execPath, ['-e', '']).pid}-1`

// Out of step with each other, as processes are.
const passTurns = async (turns: number): Promise<void> => {
  for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate)
}

test('only one at a time is inside, also when all find the same dead holder', async () => {
  const dead = deadProcess()
  let inside = 0
  let most = 0
  const visit = async (): Promise<void> => {
    most = Math.max(most, ++inside)
    await passTurns(20)
    inside--
  }
  for (let round = 0; round < 30; round++) {
    symlinkSync(`${dead}-${round}`, lock)
    await Promise.all([0, 1, 2, 3, 4, 5].map((turns) => passTurns(turns).then(() => withLock(lock, soon(), visit))))
  }
  expect(most).toBe(1)
  expect(readdirSync(folder)).toEqual([])
})

test('one who died while removing a dead holder is removed too', async () => {
  const first = `${deadProcess()}-00`
  symlinkSync(first, lock)
  symlinkSync(`${deadProcess()}-01`, `${lock}.${first}`)
  expect(await withLock(lock, soon(), async () => 'inside')).toBe('inside')
  expect(readdirSync(folder)).toEqual([])
})

test('a living holder is waited for, but not for ever', async () => {
  symlinkSync(`${identityOf(process.pid)}-00`, lock)
  const visit = withLock(lock, AbortSignal.abort(), async () => 'inside')
  await expect(visit).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(lock) })
})

test('the lock is let go of when the work fails', async () => {
  const fail = (): Promise<never> => Promise.reject(new Error('no'))
  await expect(withLock(lock, soon(), fail)).rejects.toThrow('no')
  expect(readdirSync(folder)).toEqual([])
})

test.runIf(process.platform === 'linux')('a process that took over the pid of a dead one is not taken for it', () => {
  expect(isAlive(identityOf(process.pid))).toBe(true)
  expect(isAlive(`${process.pid}-1`)).toBe(false)
})
