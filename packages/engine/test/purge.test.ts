import { entryId } from '@horarium/core'
import { purge } from '@horarium/engine'
import { dayOf, type Ending, finishWaiting, type Lane, readCounts, readSize, writeTimetable } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { HOUR, keysOf, MINUTE, NOON, testLane, testPlan } from './support/test-engine.js'

const DAY = 24 * HOUR
interface Finished extends Pick<Ending, 'status'> {
  readonly count: number
  readonly at: number
}

// Entries of one job, a minute apart, that finished at `at`.
async function finish(lane: Lane, code: string, { count, status, at }: Finished) {
  const instants = Array.from({ length: count }, (_, index) => at - index * MINUTE)
  const step = { jobCode: code, expected: undefined, next: undefined, withdraw: [], add: instants }
  await writeTimetable(lane, [step])
  const endings = instants.map((instant) => ({ id: entryId(code, instant), status, reason: 'made so' }))
  await finishWaiting(lane, endings, { from: 'pending', now: at })
}

describe('purge', () => {
  it('forgets successes after a day and all else after fifteen, by finish time', async () => {
    const lane = testLane()
    const statuses = ['success', 'error', 'missed', 'skipped', 'killed'] as const
    for (const status of statuses) await finish(lane, status, { count: 1, status, at: NOON })
    const plan = testPlan(lane, [], { historyKeep: 0 })
    expect(await purge(plan, NOON + DAY - 1)).toEqual({ expired: 0, surplus: 0 })
    expect(await purge(plan, NOON + DAY)).toEqual({ expired: 1, surplus: 0 })
    expect(await purge(plan, NOON + 15 * DAY - 1)).toEqual({ expired: 0, surplus: 0 })
    expect(await purge(plan, NOON + 15 * DAY)).toEqual({ expired: 4, surplus: 0 })
  })

  it('keeps the newest of each job whatever their age, until newer ones come', async () => {
    const lane = testLane()
    await finish(lane, 'a', { count: 30, status: 'success', at: NOON })
    await finish(lane, 'b', { count: 4, status: 'success', at: NOON })
    const plan = testPlan(lane, [], { historyKeep: 10 })
    expect(await purge(plan, NOON + 10 * DAY)).toMatchObject({ expired: 20 })
    await finish(lane, 'a', { count: 5, status: 'success', at: NOON + 10 * DAY })
    expect(await purge(plan, NOON + 10 * DAY)).toMatchObject({ expired: 5 })
  })

  it('goes through more than a page, also when kept entries lie at its beginning', async () => {
    const lane = testLane()
    await finish(lane, 'old', { count: 10, status: 'success', at: NOON - DAY })
    await finish(lane, 'many', { count: 1_000, status: 'success', at: NOON })
    const purged = await purge(testPlan(lane, [], { historyKeep: 10 }), NOON + 2 * DAY)
    expect(purged.expired).toBe(990)
    expect((await readSize(lane)).finished.success).toBe(20)
  })

  it('gives way to history_max, the oldest first, whatever is to be kept', async () => {
    const lane = testLane()
    await finish(lane, 'a', { count: 500, status: 'success', at: NOON })
    await finish(lane, 'b', { count: 50, status: 'error', at: NOON })
    const plan = testPlan(lane, [], { historyKeep: 100, historyMax: 100 })
    expect(await purge(plan, NOON)).toEqual({ expired: 0, surplus: 450 })
    expect((await readSize(lane)).finished).toMatchObject({ success: 50, error: 50 })
  })

  it('leaves pending entries alone however old they are, and every key of what it forgets', async () => {
    const lane = testLane()
    await finish(lane, 'a', { count: 3, status: 'error', at: NOON - 100 * DAY })
    const old = { jobCode: 'a', expected: undefined, next: undefined, withdraw: [], add: [NOON - 200 * DAY] }
    await writeTimetable(lane, [old])
    await purge(testPlan(lane, [], { historyKeep: 0 }), NOON)
    expect(await keysOf(lane)).toEqual([`counts:${dayOf(NOON - 100 * DAY)}`, 'forgotten', 'pending', 'stamps'])
  })

  it('stops between two pages when it is told to, and leaves the counters', async () => {
    const lane = testLane()
    await finish(lane, 'a', { count: 1_000, status: 'success', at: NOON })
    expect(await purge(testPlan(lane, []), NOON + 100 * DAY, AbortSignal.abort())).toMatchObject({ expired: 0 })
    await purge(testPlan(lane, []), NOON + 100 * DAY)
    expect((await readCounts(lane, dayOf(NOON))).get('a')?.get('success')).toBe(1_000)
  })
})
