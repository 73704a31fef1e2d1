import {
  changeOverrides,
  openStoreClock,
  readAudit,
  readOverrides,
  readRevision,
  readWorkers,
  signOff,
  signOn,
} from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { testInstance } from './support/test-lane.js'

describe('overrides', () => {
  it('are laid over paths together, grow the revision and leave lines with before and after', async () => {
    const instance = testInstance()
    const [ab, ac] = [
      { path: 'a/b', value: '2', before: '1', after: '2' },
      { path: 'a/c', value: '3', before: undefined, after: '3' },
    ]
    await changeOverrides(instance, { author: 'ann', at: 1, revision: 0, steps: [ab, ac] })
    const steps = [{ path: 'a/b', value: undefined, before: '2', after: undefined }]
    expect(await changeOverrides(instance, { author: 'bob', at: 2, revision: 1, steps })).toBe(true)

    expect(await readOverrides(instance)).toEqual([{ path: 'a/c', value: '3', author: 'ann', at: 1 }])
    expect(await readRevision(instance)).toBe(2)
    expect(await readAudit(instance, 10)).toEqual([
      { action: 'reset', path: 'a/b', author: 'bob', at: 2, before: '2', after: undefined },
      { action: 'set', path: 'a/c', author: 'ann', at: 1, before: undefined, after: '3' },
      { action: 'set', path: 'a/b', author: 'ann', at: 1, before: '1', after: '2' },
    ])
  })

  it('are left alone by a change that was decided on older ones', async () => {
    const instance = testInstance()
    const lay = (value: string): Promise<boolean> => {
      const steps = [{ path: 'a/b', value, before: undefined, after: value }]
      return changeOverrides(instance, { author: 'ann', at: 1, revision: 0, steps })
    }

    expect([await lay('1'), await lay('2')]).toEqual([true, false])

    expect(await readOverrides(instance)).toMatchObject([{ value: '1' }])
    expect(await readAudit(instance, 10)).toHaveLength(1)
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
    const { redis, keys } = testInstance()
    const told = (): Promise<unknown> => redis.eval("return redis.call('TIME')[1]", 1, keys.pass)
    const clock = await openStoreClock({ redis, keys, namespace: 'any' })
    const before = await told()
    const shown = clock.now()
    const after = await told()
    expect(shown).toBeGreaterThanOrEqual(Number(before) * 1_000)
    expect(shown).toBeLessThan((Number(after) + 1) * 1_000)
  })
})
