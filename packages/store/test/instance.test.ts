import {
  openStoreClock,
  readAudit,
  readOverrides,
  readRevision,
  readWorkers,
  resetOverride,
  setOverride,
  signOff,
  signOn,
} from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { testInstance, testRedis } from './support/test-lane.js'

describe('overrides', () => {
  it('are laid over a path, grow the revision and leave a line with before and after', async () => {
    const instance = testInstance()
    await setOverride(instance, { path: 'a/b', value: '2', author: 'ann', at: 1 }, '1')
    await resetOverride(instance, { path: 'a/b', author: 'bob', at: 2, before: '2' })
    await setOverride(instance, { path: 'a/c', value: '3', author: 'ann', at: 3 }, undefined)
    expect(await readOverrides(instance)).toEqual([{ path: 'a/c', value: '3', author: 'ann', at: 3 }])
    expect(await readRevision(instance)).toBe(3)
    expect(await readAudit(instance, 10)).toEqual([
      { action: 'set', path: 'a/c', author: 'ann', at: 3, before: undefined, after: '3' },
      { action: 'reset', path: 'a/b', author: 'bob', at: 2, before: '2', after: undefined },
      { action: 'set', path: 'a/b', author: 'ann', at: 1, before: '1', after: '2' },
    ])
  })
})

describe('the registry', () => {
  it('knows who lives, and forgets who leaves', async () => {
    const instance = testInstance()
    const sign = { name: 'w1', host: 'h', pid: 1, startedAt: 1, seenAt: 5, executes: true }
    await signOn(instance, sign)
    await signOn(instance, { ...sign, name: 'w2' })
    await signOff(instance, 'w1', 6)
    expect(await readWorkers(instance)).toEqual([{ ...sign, name: 'w2' }])
  })
})

describe('the clock', () => {
  it('shows the time of Redis', async () => {
    const redis = testRedis()
    const clock = await openStoreClock(redis)
    const [before] = await redis.time()
    const shown = clock.now()
    const [after] = await redis.time()
    expect(shown).toBeGreaterThanOrEqual(Number(before) * 1_000)
    expect(shown).toBeLessThan((Number(after) + 1) * 1_000)
  })
})
