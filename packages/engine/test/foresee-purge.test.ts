import { entryId, type FinishedStatus } from '@horarium/core'
import { foreseePurge, purge } from '@horarium/engine'
import { finishWaiting, type Lane, readSize, writeTimetable } from '@horarium/store'
import { expect, it } from 'vitest'
import { HOUR, MINUTE, NOON, testLane, testPlan } from './support/test-engine.js'

const DAY = 24 * HOUR

// Entries of one job that finished a minute apart, the last of them at `at`.
async function finish(lane: Lane, code: string, of: { status: FinishedStatus; count: number; at: number }) {
  const instants = Array.from({ length: of.count }, (_, index) => of.at - index * MINUTE)
  await writeTimetable(lane, [{ jobCode: code, expected: undefined, next: undefined, withdraw: [], add: instants }])
  for (const instant of instants) {
    const ending = { id: entryId(code, instant), status: of.status, reason: 'made so' }
    await finishWaiting(lane, [ending], { from: 'pending', now: instant })
  }
}

async function fill(lane: Lane): Promise<void> {
  await finish(lane, 'often', { status: 'success', count: 60, at: NOON })
  await finish(lane, 'seldom', { status: 'success', count: 3, at: NOON - DAY })
  await finish(lane, 'broken', { status: 'error', count: 20, at: NOON })
}

it.each([
  { historyKeep: 0, successLifetimeMs: 0 },
  { historyKeep: 2, successLifetimeMs: 30 * MINUTE },
  { historyKeep: 10, successLifetimeMs: 0, failureLifetimeMs: 5 * MINUTE },
  { historyKeep: 100, historyMax: 40 },
  { historyKeep: 0, successLifetimeMs: 50 * MINUTE, historyMax: 30 },
  { historyKeep: 100 },
])('foresees what a purge then does, and does nothing itself: %j', async (settings) => {
  const lane = testLane()
  await fill(lane)
  const plan = testPlan(lane, [], settings)

  const foreseen = await foreseePurge(lane, plan.settings, NOON)

  expect((await readSize(lane)).finished).toMatchObject({ success: 63, error: 20 })
  const { expired, surplus } = await purge(plan, NOON)
  expect(foreseen.count).toBe(expired + surplus)
})

it('names when the first and the last of them finished', async () => {
  const lane = testLane()
  await fill(lane)
  const { settings } = testPlan(lane, [], { historyKeep: 0, successLifetimeMs: 30 * MINUTE })
  const span = { oldest: NOON - DAY - 2 * MINUTE, newest: NOON - 30 * MINUTE }
  expect(await foreseePurge(lane, settings, NOON)).toEqual({ count: 33, ...span })
})
