import { entryId, type FinishedStatus } from '@horarium/core'
import {
  finishWaiting,
  type Lane,
  listEntries,
  purgeEntries,
  readFinishedPage,
  readNewest,
  readSize,
  releaseEntries,
  writeTimetable,
} from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { keysOf, testLane } from './support/test-lane.js'

const NOON = Date.UTC(2026, 0, 31, 12)
const MINUTE = 60_000

async function finishedLane(count: number, status: FinishedStatus = 'missed'): Promise<Lane> {
  const lane = testLane()
  const instants = Array.from({ length: count }, (_, index) => NOON + index * MINUTE)
  const next = { at: NOON, fingerprint: 'a' }
  await writeTimetable(lane, [{ jobCode: 'job', expected: undefined, next, withdraw: [], add: instants }])
  for (const instant of instants) {
    await finishWaiting(lane, [{ id: entryId('job', instant), status, reason: 'r' }], { from: 'pending', now: instant })
  }
  return lane
}

describe('the ledger', () => {
  it('purges at the cutoff and not a millisecond after it', async () => {
    const lane = await finishedLane(2)
    const ids = [entryId('job', NOON), entryId('job', NOON + MINUTE)]
    expect(await purgeEntries(lane, ids, { status: 'missed', cutoff: NOON + MINUTE - 1 })).toBe(1)
    expect((await listEntries(lane, { statuses: ['missed'], limit: 9 })).map(({ id }) => id)).toEqual([ids[1]])
    expect(await purgeEntries(lane, ids, { status: 'missed', cutoff: NOON + MINUTE })).toBe(1)
  })

  it('leaves no key behind but the counters, the watermark and how far it went', async () => {
    const lane = await finishedLane(3)
    const page = await readFinishedPage(lane, 'missed', { rank: 0, size: 10 })
    const ids = page.map(({ id }) => id)
    await purgeEntries(lane, ids, { status: 'missed', cutoff: NOON + 9 * MINUTE })
    expect(await keysOf(lane)).toEqual(['counts:20260131', 'forgotten', 'watermark'])
  })

  it('never purges an entry that is pending or released', async () => {
    const lane = testLane()
    const add = [NOON, NOON + MINUTE]
    await writeTimetable(lane, [{ jobCode: 'job', expected: undefined, next: undefined, withdraw: [], add }])
    await releaseEntries(lane, [entryId('job', NOON)], NOON)
    const ids = add.map((instant) => entryId('job', instant))
    expect(await purgeEntries(lane, ids, { status: 'success', cutoff: Number.MAX_SAFE_INTEGER })).toBe(0)
    expect(await readSize(lane)).toMatchObject({ pending: 1, released: 1 })
  })

  it('lists by job, status and time, newest first, up to a limit', async () => {
    const lane = await finishedLane(5, 'skipped')
    const filter = { statuses: ['skipped'], jobCode: 'job', from: NOON + MINUTE, to: NOON + 3 * MINUTE } as const
    const found = await listEntries(lane, { ...filter, limit: 2 })
    expect(found.map(({ scheduledAt }) => (scheduledAt - NOON) / MINUTE)).toEqual([3, 2])
    expect(await listEntries(lane, { ...filter, jobCode: 'other', limit: 2 })).toEqual([])
  })

  it('knows the newest entries of each job', async () => {
    const lane = await finishedLane(3)
    const newest = [entryId('job', NOON + MINUTE), entryId('job', NOON + 2 * MINUTE)]
    expect(await readNewest(lane, ['job', 'none'], 2)).toEqual(
      new Map([
        ['job', newest],
        ['none', []],
      ]),
    )
  })
})
