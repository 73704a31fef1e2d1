import { entryId } from '@horarium/core'
import {
  jobPlace,
  lanePlace,
  type Lane,
  parkEntry,
  releaseEntries,
  unparkEntries,
  writeTimetable,
} from '@horarium/store'
import { expect, it } from 'vitest'
import { testLane } from './support/test-lane.js'

const NOON = Date.UTC(2026, 0, 31, 12)
const [FIRST, SECOND] = [entryId('job', NOON), entryId('job', NOON + 60_000)]
const TURN = { now: NOON, room: 0 }

async function releasedLane(): Promise<Lane> {
  const lane = testLane()
  const add = [NOON, NOON + 60_000]
  const next = { at: NOON + 60_000, fingerprint: 'a' }
  await writeTimetable(lane, [{ jobCode: 'job', expected: undefined, next, withdraw: [], add }])
  await releaseEntries(lane, [FIRST, SECOND], NOON + 60_000)
  return lane
}

it('an entry that is parked once more after it was woken keeps its job from nobody', async () => {
  const lane = await releasedLane()
  for (const id of [FIRST, SECOND]) await parkEntry(lane, id, { place: jobPlace(id) })
  expect(await unparkEntries(lane, [FIRST], TURN)).toEqual([FIRST])
  expect(await lane.redis.hget(lane.keys.held, 'job')).toBe(FIRST)

  // Told to wait before it was woken, by whoever received it a second time.
  await parkEntry(lane, FIRST, { place: jobPlace(FIRST), waitsFor: 'another' })

  expect(await lane.redis.exists(lane.keys.held)).toBe(0)
})

it('an entry that waits for room keeps its job', async () => {
  const lane = await releasedLane()
  await parkEntry(lane, FIRST, { place: jobPlace(FIRST) })
  await unparkEntries(lane, [FIRST], TURN)

  await parkEntry(lane, FIRST, { place: lanePlace(FIRST, 0), waitsFor: 'room' })

  expect(await lane.redis.hget(lane.keys.held, 'job')).toBe(FIRST)
})
