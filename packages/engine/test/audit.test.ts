import { recountInstants } from '@horarium/calendar'
import { entryId } from '@horarium/core'
import { audit, type Fate, generate, purge, release } from '@horarium/engine'
import { finishWaiting, type Lane, locateEntries, moveEntry, openLane } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE, NOON, type TestJob, testJob, testLane, testPlan, testSender } from './support/test-engine.js'

const FIVE = { when: '*/5 * * * *' }

async function generateAs(lane: Lane, job: TestJob, now: number): Promise<void> {
  await generate(testPlan(lane, [testJob('a', job)]), now)
}

/** Ends the entries of some minutes after noon. */
async function end(lane: Lane, minutes: readonly number[], now: number): Promise<void> {
  const ids = minutes.map((minute) => entryId('a', NOON + minute * MINUTE))
  await release(testPlan(lane, [testJob('a', FIVE)], { lifetimeMs: 9 * HOUR }), testSender(), now)
  const endings = ids.map((id) => ({ id, status: 'missed', reason: 'as told' }) as const)
  await finishWaiting(lane, endings, { from: 'released', now })
}

/** What became of each instant, by minutes after noon. */
async function fates(lane: Lane, until: number): Promise<readonly string[]> {
  const found: string[] = []
  for await (const page of audit(lane, { after: NOON, until }, recountInstants)) {
    found.push(...page.map(({ instant, fate }) => `${(instant - NOON) / MINUTE} ${fate}`))
  }
  return found
}

describe('an audit', () => {
  it('tells of each instant how it ended, or where it waits', async () => {
    const lane = testLane()
    await generateAs(lane, FIVE, NOON)
    await end(lane, [5], NOON + 5 * MINUTE)
    expect(await fates(lane, NOON + 15 * MINUTE)).toEqual(['5 missed', '10 waiting', '15 waiting'])
  })

  it('finds an entry that is nowhere, one that ended twice and one without a reason', async () => {
    const lane = testLane()
    await generateAs(lane, FIVE, NOON)
    for (const minute of [5, 10, 15]) await end(lane, [minute], NOON + minute * MINUTE)
    const { redis, keys } = lane
    await redis.zrem(keys.finished('missed'), entryId('a', NOON + 5 * MINUTE))
    await redis.zadd(keys.finished('error'), NOON, entryId('a', NOON + 10 * MINUTE))
    await redis.hdel(keys.entry(entryId('a', NOON + 15 * MINUTE)), 'reason')

    const broken: readonly Fate[] = ['missing', 'ended twice', 'no reason']
    expect(await fates(lane, NOON + 15 * MINUTE)).toEqual(broken.map((fate, index) => `${5 + 5 * index} ${fate}`))
  })

  it('wants what counted at the time, not what counts now', async () => {
    const lane = testLane()
    await generateAs(lane, FIVE, NOON)
    await generateAs(lane, { when: '7,14 * * * *' }, NOON + 6 * MINUTE)
    await generateAs(lane, { status: 'disabled' }, NOON + 8 * MINUTE)
    await generateAs(lane, FIVE, NOON + 21 * MINUTE)
    expect(await fates(lane, NOON + 25 * MINUTE)).toEqual(['5 waiting', '7 waiting', '25 waiting'])
  })

  it('knows a gap, and what nobody has written yet', async () => {
    const lane = testLane()
    await generateAs(lane, { when: '0 * * * *' }, NOON)
    expect(await fates(lane, NOON + 3 * HOUR)).toEqual(['60 unwritten', '120 unwritten', '180 unwritten'])
    await generateAs(lane, { when: '0 * * * *' }, NOON + 3 * HOUR)
    expect(await fates(lane, NOON + 3 * HOUR)).toEqual(['60 gap', '120 gap', '180 waiting'])
  })

  it('knows what was never written because the calendar changed while nothing ran', async () => {
    const lane = testLane()
    await generateAs(lane, { when: '10 * * * *' }, NOON)
    await generateAs(lane, { when: '20 * * * *' }, NOON + 2 * HOUR)
    expect(await fates(lane, NOON + 2 * HOUR)).toEqual(['10 waiting', '70 replaced'])
  })

  it('finds in another lane what a moved job took along', async () => {
    const home = testLane()
    const lane = openLane(home.redis, home.keys.prefix, 'other')
    await generateAs(lane, FIVE, NOON)
    await release(testPlan(lane, [testJob('a', FIVE)]), testSender(), NOON + 5 * MINUTE)
    await moveEntry(entryId('a', NOON + 5 * MINUTE), lane, home)
    const window = { after: NOON, until: NOON + 5 * MINUTE }
    const [alone] = (await audit(lane, window, recountInstants).next()).value ?? []
    const [together] = (await audit(lane, { ...window, others: [home] }, recountInstants).next()).value ?? []
    expect([alone?.fate, together?.fate]).toEqual(['missing', 'waiting'])
  })

  it('claims nothing of what is purged', async () => {
    const lane = testLane()
    await generateAs(lane, FIVE, NOON)
    await end(lane, [5], NOON + 5 * MINUTE)
    await purge(testPlan(lane, [], { failureLifetimeMs: 0, historyKeep: 0 }), NOON + 6 * MINUTE)
    await lane.redis.zrem(lane.keys.pending, entryId('a', NOON + 10 * MINUTE))
    expect((await locateEntries(lane, [entryId('a', NOON + 5 * MINUTE)]))[0]?.places).toEqual([])
    expect(await fates(lane, NOON + 10 * MINUTE)).toEqual(['5 purged', '10 missing'])
  })
})
