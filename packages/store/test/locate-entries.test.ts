import { entryId } from '@horarium/core'
import {
  claimEntries,
  finishWaiting,
  type Lane,
  locateEntries,
  purgeEntries,
  readForgotten,
  releaseEntries,
  writeTimetable,
} from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { testLane } from './support/test-lane.js'

const NOON = Date.UTC(2026, 0, 31, 12)
const MINUTE = 60_000

async function writtenLane(count: number): Promise<{ readonly lane: Lane; readonly ids: readonly string[] }> {
  const lane = testLane()
  const add = Array.from({ length: count }, (_, index) => NOON + index * MINUTE)
  const next = { at: NOON + count * MINUTE, fingerprint: 'a' }
  await writeTimetable(lane, [{ jobCode: 'job', expected: undefined, next, withdraw: [], add }])
  return { lane, ids: add.map((instant) => entryId('job', instant)) }
}

describe('where entries stand', () => {
  it('is told of each, wherever it is, in the order of the question', async () => {
    const { lane, ids } = await writtenLane(5)
    await releaseEntries(lane, ids.slice(1, 4), NOON)
    await claimEntries(lane, [{ id: ids[2] ?? '', jobCode: 'job', token: 't' }], {
      now: NOON,
      leaseEnd: NOON + 1,
      worker: 'w',
    })
    const missed = { id: ids[3] ?? '', status: 'missed', reason: 'too late' } as const
    await finishWaiting(lane, [missed], { from: 'released', now: NOON })

    const located = await locateEntries(lane, [...ids.slice(0, 4), 'other@20260131T120000Z'])

    expect(located.map(({ places }) => places)).toEqual([['pending'], ['released'], ['running'], ['missed'], []])
    expect(located[3]?.reason).toBe('too late')
  })

  it('is told of more than one look can hold', async () => {
    const { lane, ids } = await writtenLane(600)
    const located = await locateEntries(lane, ids)
    expect(new Set(located.map(({ places }) => places.join()))).toEqual(new Set(['pending']))
    expect(located).toHaveLength(600)
  })
})

describe('what was purged', () => {
  it('is remembered by its latest instant, and only when something went', async () => {
    const { lane, ids } = await writtenLane(3)
    await purgeEntries(lane, ids, { status: 'missed', cutoff: NOON })
    expect(await readForgotten(lane)).toBe(0)
    const endings = ids.map((id) => ({ id, status: 'missed', reason: 'too late' }) as const)
    await finishWaiting(lane, endings, { from: 'pending', now: NOON })
    await purgeEntries(lane, ids.slice(0, 2), { status: 'missed', cutoff: NOON })
    expect(await readForgotten(lane)).toBe(NOON + MINUTE)
  })
})
