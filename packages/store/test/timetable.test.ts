import { entryId } from '@horarium/core'
import {
  findPending,
  listGaps,
  openLane,
  readDue,
  readWatermark,
  type TimetableWrite,
  type Watermark,
  writeTimetable,
} from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { keysOf, testLane } from './support/test-lane.js'

const NOON = Date.UTC(2026, 0, 31, 12)
const MINUTE = 60_000
const mark = (at: number, fingerprint = 'a'): Watermark => ({ at, fingerprint })

function write(change: Partial<TimetableWrite>): TimetableWrite {
  return { jobCode: 'job', expected: undefined, next: mark(NOON), withdraw: [], add: [], ...change }
}

describe('the timetable', () => {
  it('holds an instant of a job once, however often it is written', async () => {
    const lane = testLane()
    await writeTimetable(lane, [write({ add: [NOON, NOON + MINUTE] })])
    await writeTimetable(lane, [write({ expected: mark(NOON), add: [NOON, NOON + MINUTE] })])
    expect(await readDue(lane, NOON + MINUTE)).toEqual([
      { id: entryId('job', NOON + MINUTE), dueAt: NOON + MINUTE },
      { id: entryId('job', NOON), dueAt: NOON },
    ])
  })

  it('refuses a step whose watermark has moved meanwhile, and only that one', async () => {
    const lane = testLane()
    await writeTimetable(lane, [write({ next: mark(NOON + MINUTE) })])
    const won = await writeTimetable(lane, [
      write({ expected: mark(NOON), add: [NOON] }),
      write({ jobCode: 'other', add: [NOON] }),
    ])
    expect(won).toEqual([false, true])
    expect((await readDue(lane, NOON)).map(({ id }) => id)).toEqual([entryId('other', NOON)])
  })

  it('writes a step larger than one Redis command whole and in order', async () => {
    const lane = testLane()
    const add = Array.from({ length: 4_500 }, (_, index) => NOON + index * 1_000)
    const withdraw = Array.from({ length: 9_001 }, (_, index) => entryId('job', NOON - index * 1_000))
    const last = mark(NOON + 9_000_000)
    const writes = [write({ add, withdraw, next: last }), write({ jobCode: 'b', add: [NOON] })]
    expect(await writeTimetable(lane, writes)).toEqual([true, true])
    expect(await lane.redis.zcard(lane.keys.pending)).toBe(4_501)
    expect(await readWatermark(lane, 'job')).toEqual(last)
  })

  it('withdraws, records the gap and forgets the job in the same step', async () => {
    const lane = testLane()
    await writeTimetable(lane, [write({ add: [NOON] })])
    const gap = { jobCode: 'job', from: NOON - MINUTE, to: NOON, count: 3, reason: 'nothing ran' }
    const withdraw = [entryId('job', NOON)]
    await writeTimetable(lane, [write({ expected: mark(NOON), next: undefined, withdraw, gap })])
    expect(await keysOf(lane)).toEqual(['gaps'])
    expect(await listGaps(lane, 0, NOON)).toEqual([gap])
  })

  it('finds the pending entries of some jobs after an instant, and leaves those with a record of their own', async () => {
    const lane = testLane()
    await writeTimetable(lane, [
      write({ add: [NOON, NOON + MINUTE, NOON + 2 * MINUTE] }),
      write({ jobCode: 'b', add: [NOON + MINUTE] }),
    ])
    await lane.redis.hset(lane.keys.entry(entryId('job', NOON + MINUTE)), 'status', 'pending')
    const found = await findPending(lane, new Set(['job']), NOON)
    expect(found).toEqual(new Map([['job', [entryId('job', NOON + 2 * MINUTE)]]]))
  })

  it('keeps two namespaces on one Redis apart', async () => {
    const one = testLane()
    const other = openLane(one.redis, 'test-other', one.name)
    await writeTimetable(one, [write({ add: [NOON] })])
    expect(await readDue(other, NOON)).toEqual([])
  })
})
