import { entryId } from '@horarium/core'
import { execute, Executor, generate, keepLeases, purge, release, sweep } from '@horarium/engine'
import { openSender } from '@horarium/queue'
import { findEntry, finishWaiting, readDue, readSize, writeTimetable } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { makeDoor } from './support/door.js'
import { dueEntry } from './support/due-entry.js'
import {
  HOUR,
  MINUTE,
  NOON,
  SECOND,
  testClock,
  testJob,
  testLane,
  testLogger,
  testPlan,
  testPorts,
  testSender,
} from './support/test-engine.js'

const at = (code: string, minute: number): string => entryId(code, NOON + minute * MINUTE)
const DAY = 24 * HOUR

// Each is named after reports of Magento's users (m2 = magento2, aoe = Aoe_Scheduler, cjm = CronjobManager).
describe('what users of Magento suffered from', () => {
  it('m2#10650, m2#15190: overlapping cron processes never run more at once than the group allows', async () => {
    const lane = testLane()
    const door = makeDoor()
    let alive = 0
    let most = 0
    const does = async (): Promise<void> => {
      alive += 1
      most = Math.max(most, alive)
      await door.opened
      alive -= 1
    }
    const jobs = Array.from({ length: 12 }, (_, index) => testJob(`j${index}`, { when: '* * * * *', does }))
    const plan = testPlan(lane, jobs, { concurrency: 3 })
    const queue = { connection: lane.redis, prefix: lane.keys.prefix, onError: () => undefined }
    const executor = new Executor({
      plan: () => plan,
      clock: testClock(NOON + MINUTE),
      logger: testLogger(),
      worker: 'w',
      queue,
    })
    const sender = openSender(queue)
    await generate(plan, NOON)
    await release(plan, sender, NOON + MINUTE)
    await expect.poll(() => executor.running).toBe(3)
    door.open()
    await expect.poll(async () => (await readSize(lane)).finished.success).toBe(12)
    expect(most).toBe(3)
    await executor.close()
    await sender.close()
  })

  it('m2#11002, m2#23054: a crashed run does not stay running, and its job runs again', async () => {
    const due = await dueEntry({ does: () => makeDoor().opened })
    void due.run()
    await expect.poll(() => due.ports.runs.size).toBe(1)
    due.clock.set(NOON + 10 * MINUTE)
    const sender = testSender()
    await sweep(due.plan, sender, due.clock.now())
    await release(due.plan, sender, due.clock.now())
    expect(await due.entry()).toMatchObject({ status: 'error', reason: 'worker lost', finishedAt: due.clock.now() })
    const healthy = testPlan(due.plan.lane, [testJob('a', { when: '*/5 * * * *', does: () => 'again' })])
    expect(await execute(sender.sent.at(-1) ?? '', healthy, testPorts(due.plan, due.clock, { worker: 'w2' }))).toBe(
      'success',
    )
  })

  it('m2#10279, m2#12602, aoe#117: two hosts, a flushed cache and the current minute never double an entry', async () => {
    const lane = testLane()
    const host = () => testPlan(lane, [testJob('a', { when: '* * * * *', does: () => undefined })])
    await Promise.all([generate(host(), NOON), generate(host(), NOON + 1)])
    const sender = testSender()
    await release(host(), sender, NOON + MINUTE)
    await execute(at('a', 1), host(), testPorts(host(), testClock(NOON + MINUTE)))
    await generate(host(), NOON + MINUTE + 1)
    await lane.redis.del(lane.keys.stamps, lane.keys.watermark)
    await Promise.all([generate(host(), NOON + MINUTE + 2), generate(host(), NOON + MINUTE + 30 * SECOND)])
    const ids = (await readDue(lane, NOON + DAY)).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).not.toContain(at('a', 1))
  })

  it('m2#8180, m2#5836: a long job blocks nobody in its group, and leaves no flood of missed rows', async () => {
    const door = makeDoor()
    const due = await dueEntry({ does: () => door.opened })
    const { lane } = due.plan
    const plan = testPlan(lane, [
      ...due.plan.jobs.values(),
      testJob('b', { when: '*/5 * * * *', does: () => undefined }),
    ])
    const long = due.run()
    await expect.poll(() => due.ports.runs.size).toBe(1)
    await generate(plan, NOON + 5 * MINUTE)
    due.clock.set(NOON + 15 * MINUTE)
    await keepLeases(due.plan, due.ports)
    const sender = testSender()
    expect(await release(plan, sender, due.clock.now())).toEqual({ released: 2, missed: 0, skipped: 2 })
    const ends = await Promise.all(sender.sent.toSorted().map((id) => execute(id, plan, due.ports)))
    expect(ends).toEqual(['skipped', 'success'])
    expect((await findEntry(lane, at('a', 15)))?.reason).toBe(`overlap: ${at('a', 5)} was still running`)
    door.open()
    expect(await long).toBe('success')
  })

  it('m2#20871, m2#28007: cleaning up many rows takes small steps and spares what waits', async () => {
    const lane = testLane()
    const add = Array.from({ length: 3_000 }, (_, index) => NOON - index * SECOND)
    await writeTimetable(lane, [{ jobCode: 'a', expected: undefined, next: undefined, withdraw: [], add }])
    const endings = add
      .slice(1_000)
      .map((instant) => ({ id: entryId('a', instant), status: 'missed' as const, reason: 'late' }))
    await finishWaiting(lane, endings, { from: 'pending', now: NOON })
    const stop = new AbortController()
    const plan = testPlan(lane, [], { historyKeep: 0 })
    const purged = await Promise.all([purge(plan, NOON + 20 * DAY, stop.signal), purge(plan, NOON + 20 * DAY)])
    expect(purged[0].expired + purged[1].expired).toBe(2_000)
    expect(await readSize(lane)).toMatchObject({ pending: 1_000, finished: { missed: 0 } })
  })

  it('m2#38217, aoe#205: entries of a removed module go with it', async () => {
    const lane = testLane()
    const sender = testSender()
    await generate(testPlan(lane, [testJob('removed', { when: '* * * * *' })]), NOON)
    await release(testPlan(lane, []), sender, NOON + MINUTE)
    await generate(testPlan(lane, []), NOON + MINUTE)
    expect((await readSize(lane)).pending).toBe(0)
    await sweep(testPlan(lane, []), sender, NOON + HOUR)
    expect(await findEntry(lane, at('removed', 1))).toMatchObject({ status: 'missed' })
  })

  it('m2#3380, m2#9957: a changed expression counts for what is already written down', async () => {
    const lane = testLane()
    await generate(testPlan(lane, [testJob('a', { when: '* * * * *' })]), NOON)
    await generate(testPlan(lane, [testJob('a', { when: '7 * * * *' })]), NOON + SECOND)
    expect((await readDue(lane, NOON + DAY)).map(({ id }) => id)).toEqual([at('a', 7)])
  })

  it('aoe#301, cjm#98: a live job on a busy host is not declared dead by another', async () => {
    const door = makeDoor()
    const due = await dueEntry({ does: () => door.opened })
    const run = due.run()
    await expect.poll(() => due.ports.runs.size).toBe(1)
    for (let look = 0; look < 10; look += 1) {
      due.clock.set(due.clock.now() + 5 * SECOND)
      await keepLeases(due.plan, due.ports)
      expect(await sweep(due.plan, testSender(), due.clock.now())).toMatchObject({ lost: 0 })
    }
    door.open()
    expect(await run).toBe('success')
  })

  it('m2#1052, m2#12740: history is kept from when a run finished, not from when it was written down', async () => {
    const due = await dueEntry({ does: () => undefined })
    due.clock.set(due.clock.now() + 10 * MINUTE)
    await due.run()
    const { lane } = due.plan
    const plan = testPlan(lane, [], { historyKeep: 0, successLifetimeMs: HOUR })
    expect(await purge(plan, NOON + 5 * MINUTE + HOUR)).toMatchObject({ expired: 0 })
    expect(await purge(plan, NOON + 15 * MINUTE + HOUR)).toMatchObject({ expired: 1 })
  })

  it('m2#34069, magerun2#283: an error is kept with class, message and trace, and every end has a time and a reason', async () => {
    const due = await dueEntry({
      does: () => {
        throw new RangeError('no such shelf')
      },
    })
    await due.run()
    const entry = await due.entry()
    expect(entry).toMatchObject({ status: 'error', finishedAt: due.clock.now(), reason: 'RangeError: no such shelf' })
    expect(entry?.error?.stack).toContain('ancestors.test')
  })
})
