import { entryId } from '@horarium/core'
import {
  addReleased,
  claimEntries,
  findEntry,
  finishRuns,
  type Lane,
  listEntries,
  readDue,
  readDueTimes,
  readLog,
  releaseEntries,
  retryLost,
  retryRun,
} from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { keysOf, testLane } from './support/test-lane.js'

const NOON = Date.UTC(2026, 0, 31, 12)
const ID = entryId('job', NOON)
const NEXT = NOON + 60_000
const failed = { id: ID, dueAt: NEXT, reason: 'Error: no', error: { name: 'Error', message: 'no' } }

async function claim(lane: Lane, token: string, now: number): Promise<string | undefined> {
  const [claimed] = await claimEntries(lane, [{ id: ID, jobCode: 'job', token }], {
    now,
    leaseEnd: now + 6_000,
    worker: 'w1',
  })
  return claimed?.outcome
}

async function runningLane(): Promise<Lane> {
  const lane = testLane()
  await addReleased(lane, { jobCode: 'job', instant: NOON, author: 'ada' }, NOON)
  await claim(lane, 't1', NOON + 10)
  return lane
}

describe('an attempt that failed', () => {
  it('sends its entry back to wait until the next one is due, and frees the job', async () => {
    const lane = await runningLane()
    expect(await retryRun(lane, { ...failed, token: 't1' }, NOON + 30)).toBe(true)
    expect(await readDue(lane, NEXT)).toEqual([{ id: ID, dueAt: NEXT }])
    expect(await keysOf(lane)).toEqual([`entry:${ID}`, 'pending'])
    const waiting = { status: 'pending', attempt: 1, dueAt: NEXT }
    expect(await listEntries(lane, { statuses: ['pending'], limit: 9 })).toMatchObject([waiting])
    expect(await readDueTimes(lane, [ID, entryId('job', NOON + 1)])).toEqual([NEXT, NOON + 1])
  })

  it('is kept with its error, its times and its worker, and so are those after it', async () => {
    const lane = await runningLane()
    await retryRun(lane, { ...failed, token: 't1', log: 'one\n' }, NOON + 30)
    await releaseEntries(lane, [ID], NEXT)
    await claim(lane, 't2', NEXT + 1)
    await retryLost(lane, { id: ID, dueAt: NEXT, reason: 'worker lost', log: 'two\n' }, NEXT + 6_002)
    const { error } = failed
    const first = { attempt: 1, startedAt: NOON + 10, finishedAt: NOON + 30, durationMs: 20, worker: 'w1' }
    expect((await findEntry(lane, ID))?.attempts).toEqual([
      { ...first, reason: 'Error: no', error },
      {
        attempt: 2,
        startedAt: NEXT + 1,
        finishedAt: NEXT + 6_002,
        durationMs: 6_001,
        worker: 'w1',
        reason: 'worker lost',
      },
    ])
    expect(await readLog(lane, ID)).toBe('one\ntwo\n')
  })

  it('leaves nothing of what it said of itself to the next', async () => {
    const lane = await runningLane()
    await lane.redis.hset(lane.keys.entry(ID), 'message', 'half', 'progress', 50)
    await retryRun(lane, { ...failed, token: 't1' }, NOON + 30)
    const entry = await findEntry(lane, ID)
    expect([entry?.message, entry?.progress, entry?.startedAt, entry?.worker]).toEqual(Array(4).fill(undefined))
  })

  it('cannot end the entry any more, neither while it waits nor while the next attempt runs', async () => {
    const lane = await runningLane()
    await retryLost(lane, failed, NOON + 6_011)
    const late = { id: ID, status: 'success', reason: 'late', token: 't1' } as const
    expect(await finishRuns(lane, [late], { now: NOON + 7_000 })).toEqual([false])
    await releaseEntries(lane, [ID], NEXT)
    await claim(lane, 't2', NEXT + 1)
    expect(await finishRuns(lane, [late], { now: NEXT + 2 })).toEqual([false])
    expect(await retryRun(lane, { ...failed, token: 't1' }, NEXT + 2)).toBe(false)
    expect(await finishRuns(lane, [{ ...late, token: 't2' }], { now: NEXT + 3 })).toEqual([true])
  })

  it('is not taken from a run whose lease was extended meanwhile', async () => {
    const lane = await runningLane()
    expect(await retryLost(lane, failed, NOON + 6_010)).toBe(false)
    expect(await findEntry(lane, ID)).toMatchObject({ status: 'running' })
  })

  it('does not start early where its entry was written and released again after the clock was set back', async () => {
    const lane = await runningLane()
    await lane.redis.zadd(lane.keys.released, NOON, ID)
    await retryRun(lane, { ...failed, token: 't1' }, NOON + 30)
    expect(await claim(lane, 't2', NOON + 40)).toBe('gone')
  })
})
