import { entryId } from '@horarium/core'
import {
  addPending,
  addReleased,
  type Claim,
  claimEntries,
  dayOf,
  type Ending,
  extendLeases,
  findEntry,
  finishLost,
  finishRuns,
  finishWaiting,
  type Lane,
  listEntries,
  noteRun,
  readCounts,
  readLog,
  readLost,
  releaseEntries,
  rereleaseEntries,
  withdrawEntry,
  writeTimetable,
} from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { keysOf, testLane } from './support/test-lane.js'

const NOON = Date.UTC(2026, 0, 31, 12)
const ID = entryId('job', NOON)
const LEASE = { now: NOON + 10, leaseEnd: NOON + 6_010, worker: 'w1' }
const success: Ending = { id: ID, status: 'success', reason: 'handler returned', durationMs: 5 }

async function writtenLane(...instants: readonly number[]): Promise<Lane> {
  const lane = testLane()
  const next = { at: NOON, fingerprint: 'a' }
  await writeTimetable(lane, [{ jobCode: 'job', expected: undefined, next, withdraw: [], add: instants }])
  return lane
}

async function runningLane(): Promise<Lane> {
  const lane = await writtenLane(NOON)
  await releaseEntries(lane, [ID], NOON + 5)
  await claimEntries(lane, [{ id: ID, jobCode: 'job', token: 't1' }], LEASE)
  return lane
}

describe('an entry', () => {
  it('goes from pending to success, and every step can be read', async () => {
    const lane = await writtenLane(NOON)
    expect(await findEntry(lane, ID)).toMatchObject({ status: 'pending', attempt: 0, source: 'calendar' })
    await releaseEntries(lane, [ID], NOON + 5)
    expect(await findEntry(lane, ID)).toMatchObject({ status: 'pending', releasedAt: NOON + 5 })
    await claimEntries(lane, [{ id: ID, jobCode: 'job', token: 't1' }], LEASE)
    const running = { status: 'running', startedAt: NOON + 10, worker: 'w1', attempt: 1 }
    expect(await findEntry(lane, ID)).toMatchObject(running)
    expect(await finishRuns(lane, [{ ...success, token: 't1', log: 'line\n' }], { now: NOON + 15 })).toEqual([true])
    const ended = { status: 'success', finishedAt: NOON + 15, durationMs: 5, releasedAt: NOON + 5 }
    expect(await findEntry(lane, ID)).toMatchObject(ended)
    expect(await readLog(lane, ID)).toBe('line\n')
    expect((await readCounts(lane, dayOf(NOON))).get('job')).toEqual(new Map([['success', 1]]))
  })

  it('is released by one of two who try', async () => {
    const lane = await writtenLane(NOON)
    const won = await Promise.all([releaseEntries(lane, [ID], NOON), releaseEntries(lane, [ID], NOON)])
    expect(won.flat()).toEqual([ID])
  })

  it('is claimed by one of two who try', async () => {
    const lane = await writtenLane(NOON)
    await releaseEntries(lane, [ID], NOON)
    const claim = (token: string): Promise<readonly Claim[]> =>
      claimEntries(lane, [{ id: ID, jobCode: 'job', token }], LEASE)
    const outcomes = (await Promise.all([claim('a'), claim('b')])).flat().map(({ outcome }) => outcome)
    expect(outcomes.toSorted()).toEqual(['claimed', 'gone'])
  })

  it('stays with who claimed it when the answer was lost with the connection and the claim is sent again', async () => {
    const lane = await writtenLane(NOON)
    await releaseEntries(lane, [ID], NOON + 5)
    const claim = (): Promise<readonly Claim[]> => claimEntries(lane, [{ id: ID, jobCode: 'job', token: 't1' }], LEASE)
    const first = await claim()
    expect(await claim()).toEqual(first)
    await finishRuns(lane, [{ ...success, token: 't1' }], { now: NOON + 15 })
    expect(await claim()).toEqual([{ outcome: 'gone' }])
  })

  it('is not claimed while another entry of its job runs, and names it', async () => {
    const lane = await writtenLane(NOON, NOON + 60_000)
    const next = entryId('job', NOON + 60_000)
    await releaseEntries(lane, [ID, next], NOON)
    const requests = [ID, next].map((id) => ({ id, jobCode: 'job', token: id }))
    expect(await claimEntries(lane, requests, LEASE)).toMatchObject([
      { outcome: 'claimed' },
      { outcome: 'held', holder: ID },
    ])
  })

  it.each(['running', 'success'] as const)(
    'that is %s and written again by a clock set back is not ended there',
    async (status) => {
      const lane = await runningLane()
      if (status === 'success') await finishRuns(lane, [{ ...success, token: 't1' }], { now: NOON + 15 })
      await lane.redis.zadd(lane.keys.pending, NOON, ID)
      const missed: Ending = { id: ID, status: 'missed', reason: 'too late' }
      expect(await finishWaiting(lane, [missed], { from: 'pending', now: NOON + 60_000 })).toEqual([false])
      expect(await findEntry(lane, ID)).toMatchObject({ status })
      expect(await lane.redis.zcard(lane.keys.pending)).toBe(0)
    },
  )

  it('that is finished cannot be claimed again, even when a lost watermark had it written once more', async () => {
    const lane = await runningLane()
    await finishRuns(lane, [{ ...success, token: 't1' }], { now: NOON + 15 })
    await lane.redis.zadd(lane.keys.released, NOON, ID)
    expect(await claimEntries(lane, [{ id: ID, jobCode: 'job', token: 't2' }], LEASE)).toEqual([{ outcome: 'gone' }])
    expect(await lane.redis.zcard(lane.keys.released)).toBe(0)
  })

  it('frees its job when it ends', async () => {
    const lane = await runningLane()
    await finishRuns(lane, [{ ...success, token: 't1' }], { now: NOON + 15 })
    expect(await lane.redis.exists(lane.keys.held)).toBe(0)
  })

  it('refuses the late write of a run that lost it (fencing)', async () => {
    const lane = await runningLane()
    const lost: Ending = { id: ID, status: 'error', reason: 'worker lost' }
    expect(await readLost(lane, NOON + 6_011)).toEqual([ID])
    expect(await finishLost(lane, [lost], NOON + 6_011)).toEqual([true])
    expect(await finishRuns(lane, [{ ...success, token: 't1' }], { now: NOON + 7_000 })).toEqual([false])
    expect(await findEntry(lane, ID)).toMatchObject({ status: 'error', reason: 'worker lost' })
  })

  it('is not ended by a run that is not its own while its own goes on', async () => {
    const lane = await runningLane()
    expect(await finishRuns(lane, [{ ...success, token: 'of another' }], { now: NOON + 15 })).toEqual([false])
    expect(await finishRuns(lane, [{ ...success, token: 't1' }], { now: NOON + 16 })).toEqual([true])
  })

  it('whose lease was extended between look and end is left alone', async () => {
    const lane = await runningLane()
    expect(await extendLeases(lane, [{ id: ID, token: 't1' }], { now: NOON, leaseEnd: NOON + 20_000 })).toMatchObject({
      lost: [],
    })
    expect(await finishLost(lane, [{ id: ID, status: 'error', reason: 'worker lost' }], NOON + 6_011)).toEqual([false])
    expect(
      await extendLeases(lane, [{ id: ID, token: 'other' }], { now: NOON, leaseEnd: NOON + 30_000 }),
    ).toMatchObject({ lost: [ID] })
  })

  it('keeps what its run says while it runs, and nothing of a run that lost it', async () => {
    const lane = await runningLane()
    expect(await noteRun(lane, { id: ID, token: 't1' }, { log: 'a\n', message: 'half', progress: 50 })).toBe(true)
    expect(await noteRun(lane, { id: ID, token: 'x' }, { log: 'b\n', message: 'no' })).toBe(false)
    expect(await findEntry(lane, ID)).toMatchObject({ message: 'half', progress: 50 })
    expect(await readLog(lane, ID)).toBe('a\n')
  })

  it('that never ran ends with its reason, once', async () => {
    const lane = await writtenLane(NOON)
    const missed: Ending = { id: ID, status: 'missed', reason: 'too late' }
    expect(await finishWaiting(lane, [missed], { from: 'pending', now: NOON })).toEqual([true])
    expect(await finishWaiting(lane, [missed], { from: 'pending', now: NOON })).toEqual([false])
    const found = await listEntries(lane, { statuses: ['missed'], limit: 10 })
    expect(found).toMatchObject([{ id: ID, reason: 'too late', attempt: 0 }])
  })

  it('released and never claimed is picked to be sent again by one caller', async () => {
    const lane = await writtenLane(NOON)
    await releaseEntries(lane, [ID], NOON)
    const picked = await Promise.all([1, 2].map(() => rereleaseEntries(lane, NOON + 10_000, NOON + 10_001)))
    expect(picked.flat()).toEqual([ID])
  })
})

describe('an entry added by hand', () => {
  const manual = { jobCode: 'job', instant: NOON, author: 'ann', params: { a: '1' } }

  it('carries its author and parameters, and is there once', async () => {
    const lane = testLane()
    expect(await addPending(lane, manual)).toBe(ID)
    expect(await addPending(lane, manual)).toBeUndefined()
    expect(await addReleased(lane, manual, NOON)).toBeUndefined()
    const added = { source: 'manual', author: 'ann', params: { a: '1' }, status: 'pending' }
    expect(await findEntry(lane, ID)).toMatchObject(added)
  })

  it('gives its parameters to whoever claims it', async () => {
    const lane = testLane()
    await addReleased(lane, manual, NOON)
    const claims = await claimEntries(lane, [{ id: ID, jobCode: 'job', token: 't' }], LEASE)
    expect(claims).toMatchObject([{ outcome: 'claimed', source: 'manual', params: { a: '1' } }])
  })

  it('leaves nothing behind when it is taken back', async () => {
    const lane = testLane()
    await addReleased(lane, manual, NOON)
    expect(await withdrawEntry(lane, ID)).toBe(true)
    expect(await withdrawEntry(lane, ID)).toBe(false)
    expect(await keysOf(lane)).toEqual([])
  })

  it('cannot take the place of an instant the calendar has written', async () => {
    const lane = await writtenLane(NOON)
    expect(await addPending(lane, manual)).toBeUndefined()
  })
})
