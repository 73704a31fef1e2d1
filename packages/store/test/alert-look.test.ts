import { beginLook, readAlertFacts, readOpenAlerts, readOverdue, settleGradually, settleLook } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { testInstance } from './support/test-lane.js'

const NOON = Date.UTC(2026, 0, 31, 12)
const MINUTE = 60_000

function wishAt(now: number, token: string): { now: number; everyMs: number; token: string } {
  return { now, everyMs: MINUTE, token }
}

describe('a look for alerts', () => {
  it('is begun once a minute, and goes on from what the last one had seen', async () => {
    const instance = testInstance()
    expect(await beginLook(instance, wishAt(NOON, 'a'))).toEqual({ token: 'a', seen: undefined, digest: '' })
    expect(await beginLook(instance, wishAt(NOON + 59_999, 'b'))).toBeUndefined()
    const look = new Map(Object.entries({ seen: String(NOON), digest: 'x' }))
    expect(await settleLook(instance, 'a', { look })).toBe(true)

    expect(await beginLook(instance, wishAt(NOON + MINUTE, 'b'))).toEqual({ token: 'b', seen: NOON, digest: 'x' })
  })

  it('is not held up by a clock that was set back', async () => {
    const instance = testInstance()
    await beginLook(instance, wishAt(NOON, 'a'))

    expect(await beginLook(instance, wishAt(NOON - 60 * MINUTE, 'b'))).toBeDefined()
  })

  it('writes nothing after another has begun', async () => {
    const instance = testInstance()
    await beginLook(instance, wishAt(NOON, 'a'))
    await beginLook(instance, wishAt(NOON + MINUTE, 'b'))
    const open = new Map([['failed mail', '{}']])

    expect(await settleLook(instance, 'a', { open })).toBe(false)
    expect(await settleGradually(instance, 'a', { open })).toBe(false)
    expect(await readOpenAlerts(instance)).toEqual(new Map())
    expect(await settleLook(instance, 'b', { open })).toBe(true)
    expect(await readOpenAlerts(instance)).toEqual(open)
  })

  it('writes of thousands of jobs, and takes away', async () => {
    const instance = testInstance()
    await beginLook(instance, wishAt(NOON, 'a'))
    const codes = Array.from({ length: 1_234 }, (_, index) => `job${index}`)
    const watched = new Map(codes.map((code) => [code, '1 x']))
    await settleGradually(instance, 'a', { watched, deadlines: new Map(codes.map((code) => [code, NOON])) })
    expect(await readAlertFacts(instance, 'alertsWatched', codes)).toEqual(watched)
    expect(await readOverdue(instance, NOON, 9_999)).toHaveLength(1_234)

    const gone = codes.map((code) => [code, undefined] as const)
    await settleGradually(instance, 'a', { watched: new Map(gone), deadlines: new Map(gone) })
    expect(await readAlertFacts(instance, 'alertsWatched', codes)).toEqual(new Map())
    expect(await readOverdue(instance, NOON, 9_999)).toEqual([])
  })
})
