import { entryId, type Misfire } from '@horarium/core'
import { generate, type PlannedJob, release, sweep } from '@horarium/engine'
import { addPending, claimEntries, findEntry, type Lane, readReleased, readSize } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE, NOON, SECOND, testJob, testLane, testPlan, testSender } from './support/test-engine.js'

const at = (code: string, minute: number): string => entryId(code, NOON + minute * MINUTE)

const often = (code: string): PlannedJob => testJob(code, { when: '*/5 * * * *' })
const misfiring = (misfire: Misfire, misfireMax = 1): PlannedJob =>
  testJob('a', { when: '*/5 * * * *', policy: { misfire, misfireMax } })

async function laneOf(...jobs: readonly PlannedJob[]) {
  const lane = testLane()
  const plan = testPlan(lane, jobs)
  await generate(plan, NOON)
  return { lane, plan, sender: testSender() }
}

async function endOf(lane: Lane, id: string) {
  const { status, reason } = (await findEntry(lane, id)) ?? {}
  return { status, reason }
}

describe('release', () => {
  it('hands over what is due, not a millisecond earlier', async () => {
    const { plan, sender } = await laneOf(often('a'))
    expect(await release(plan, sender, NOON + 5 * MINUTE - 1)).toMatchObject({ released: 0 })
    expect(await release(plan, sender, NOON + 5 * MINUTE)).toMatchObject({ released: 1 })
    expect(sender.sent).toEqual([at('a', 5)])
  })

  it('gives each entry to one of many that release at once', async () => {
    const { plan, sender } = await laneOf(often('a'), often('b'), often('c'))
    await Promise.all(Array.from({ length: 8 }, () => release(plan, sender, NOON + 5 * MINUTE)))
    expect(sender.sent.toSorted()).toEqual([at('a', 5), at('b', 5), at('c', 5)])
  })

  it('runs only the newest of several due at once of one job; the others are skipped and name it', async () => {
    const { lane, plan, sender } = await laneOf(often('a'))
    expect(await release(plan, sender, NOON + 15 * MINUTE)).toEqual({ released: 1, missed: 0, skipped: 2 })
    expect(sender.sent).toEqual([at('a', 15)])
    const reason = `misfire: ${at('a', 15)} runs instead`
    expect(await endOf(lane, at('a', 5))).toEqual({ status: 'skipped', reason })
  })

  it('runs all that are due at once of one job, where it asks for that, but no more than so many', async () => {
    const { lane, plan, sender } = await laneOf(misfiring('run_all', 2))
    expect(await release(plan, sender, NOON + 15 * MINUTE)).toEqual({ released: 2, missed: 0, skipped: 1 })
    expect(sender.sent).toEqual([at('a', 10), at('a', 15)])
    expect((await endOf(lane, at('a', 5))).reason).toBe(`misfire: ${at('a', 15)} runs instead`)
  })

  it('runs nothing that is more than a minute late, where the job asks for that, unless it was added by hand', async () => {
    const { lane, plan, sender } = await laneOf(misfiring('skip'))
    const byHand = await addPending(lane, { jobCode: 'a', instant: NOON + 1, author: 'ada' })
    expect(await release(plan, sender, NOON + 11 * MINUTE + 1)).toEqual({ released: 1, missed: 0, skipped: 2 })
    expect(sender.sent).toEqual([byHand])
    const reason = 'misfire: more than a minute late'
    expect(await endOf(lane, at('a', 10))).toEqual({ status: 'skipped', reason })
  })

  it('runs what is a minute late at most, where the job wants nothing that is late', async () => {
    const { plan, sender } = await laneOf(misfiring('skip'))
    expect(await release(plan, sender, NOON + 11 * MINUTE)).toEqual({ released: 1, missed: 0, skipped: 1 })
    expect(sender.sent).toEqual([at('a', 10)])
  })

  it.each([1, 2, 3])('decides the same in several processes at once, attempt %i', async () => {
    const { plan, sender } = await laneOf(misfiring('run_all', 2))
    await Promise.all(Array.from({ length: 8 }, () => release(plan, sender, NOON + 15 * MINUTE)))
    expect(sender.sent.toSorted()).toEqual([at('a', 10), at('a', 15)])
  })

  it('runs every entry that was added by hand, also several at once', async () => {
    const { lane, plan, sender } = await laneOf()
    const ids: (string | undefined)[] = []
    for (const ms of [1, 2, 3]) ids.push(await addPending(lane, { jobCode: 'a', instant: NOON + ms, author: 'ada' }))
    await release(plan, sender, NOON + SECOND)
    expect(sender.sent.toSorted()).toEqual(ids)
  })

  it('ends what is older than its lifetime as missed, with the reason', async () => {
    const { lane, plan, sender } = await laneOf(often('a'))
    expect(await release(plan, sender, NOON + HOUR)).toEqual({ released: 0, missed: 4, skipped: 0 })
    expect(await endOf(lane, at('a', 5))).toEqual({ status: 'missed', reason: 'not started within 15 min of its time' })
  })

  it('hands over thousands that are due at once, each once', async () => {
    const lane = testLane()
    const jobs = Array.from({ length: 2_500 }, (_, index) => testJob(`j${index}`, { when: '*/10 * * * *' }))
    const plan = testPlan(lane, jobs)
    const sender = testSender()
    await generate(plan, NOON)
    expect(await release(plan, sender, NOON + 10 * MINUTE)).toMatchObject({ released: 2_500 })
    expect(new Set(sender.sent).size).toBe(2_500)
  })
})

describe('sweep', () => {
  it('sends an entry again that nobody claimed for ten seconds', async () => {
    const { lane, plan, sender } = await laneOf(often('a'))
    const due = NOON + 5 * MINUTE
    await release(plan, sender, due)
    expect(await sweep(plan, sender, due + 9_999)).toMatchObject({ rereleased: 0 })
    expect(await sweep(plan, sender, due + 10_000)).toMatchObject({ rereleased: 1 })
    expect(sender.sent).toEqual([at('a', 5), at('a', 5)])
    expect(await readReleased(lane)).toHaveLength(1)
  })

  it('ends an unclaimed entry as missed when its lifetime is over', async () => {
    const { lane, plan, sender } = await laneOf(often('a'))
    await release(plan, sender, NOON + 5 * MINUTE)
    expect(await sweep(plan, sender, NOON + HOUR)).toEqual({ lost: 0, missed: 1, rereleased: 0 })
    const reason = 'released, but not started within 15 min of its time'
    expect(await endOf(lane, at('a', 5))).toEqual({ status: 'missed', reason })
  })

  it('ends a run whose lease is gone as worker lost and frees its job', async () => {
    const { lane, plan, sender } = await laneOf(often('a'))
    const now = NOON + 5 * MINUTE
    await release(plan, sender, now)
    const claim = { id: at('a', 5), jobCode: 'a', token: 't' }
    await claimEntries(lane, [claim], { now, leaseEnd: now + 6_000, worker: 'w' })
    expect(await sweep(plan, sender, now + 6_000)).toMatchObject({ lost: 0 })
    expect(await sweep(plan, sender, now + 6_001)).toMatchObject({ lost: 1 })
    expect(await endOf(lane, at('a', 5))).toEqual({ status: 'error', reason: 'worker lost' })
    expect(await readSize(lane)).toMatchObject({ running: 0 })
    expect(await lane.redis.hlen(lane.keys.held)).toBe(0)
  })
})
