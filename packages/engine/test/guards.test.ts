import { entryId, type JobPause } from '@horarium/core'
import { execute, generate, type LanePlan, release, sweep, tend } from '@horarium/engine'
import { addPending, findEntry, glance, listGaps, readSize } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import {
  HOUR,
  MINUTE,
  NOON,
  type TestJob,
  testClock,
  testJob,
  testLane,
  testLogger,
  testPlan,
  testPorts,
  testSender,
} from './support/test-engine.js'

const BY_ANN = { note: 'move', author: 'ann' }
const at = (minute: number): string => entryId('a', NOON + minute * MINUTE)

/** A lane with a job of every five minutes, written at noon; and the same plan in what is laid over it. */
async function written(
  job: TestJob = {},
): Promise<{ readonly plan: LanePlan; readonly under: (change: Change) => LanePlan }> {
  const lane = testLane()
  const jobs = [testJob('a', { when: '*/5 * * * *', does: () => undefined, ...job })]
  const plan = testPlan(lane, jobs)
  await generate(plan, NOON)
  return {
    plan,
    under: ({ maintenance, pause, guardedEnvironment }) => {
      const over = { maintenances: maintenance ? [maintenance] : [], pauses: pause ? [pause] : [] }
      return { ...testPlan(lane, jobs, over), ...(guardedEnvironment ? { guardedEnvironment } : {}) }
    },
  }
}

interface Change {
  readonly maintenance?: JobPause
  readonly pause?: JobPause
  readonly guardedEnvironment?: string
}

async function endOf({ lane }: LanePlan, id: string): Promise<string> {
  const { status, reason } = (await findEntry(lane, id)) ?? {}
  return `${status}: ${reason}`
}

describe('in maintenance', () => {
  const open = { from: NOON, until: Infinity, ...BY_ANN }

  it('nothing is written ahead, released or begun; what was released before waits', async () => {
    const { plan, under } = await written()
    const sender = testSender()
    await release(plan, sender, NOON + 5 * MINUTE)
    const quiet = under({ maintenance: open })
    const before = [await readSize(plan.lane), await glance(plan.lane)]
    const clock = testClock(NOON + HOUR)

    await generate(quiet, clock.now())
    await release(quiet, sender, clock.now())
    await sweep(quiet, sender, clock.now())

    expect(await execute(at(5), quiet, testPorts(plan, clock))).toBe('left')
    expect([await readSize(plan.lane), await glance(plan.lane)]).toEqual(before)
    expect(sender.sent).toEqual([at(5)])
  })

  it('a clockwork looks again only when it would anyway, although entries are due', async () => {
    const { under } = await written()
    const ports = { sender: testSender(), logger: testLogger(), signal: new AbortController().signal }

    const looked = await tend(under({ maintenance: open }), { now: NOON + HOUR, memory: {} }, ports)

    expect(looked.nextDue).toBeUndefined()
  })

  it('what passes is accounted for after it: the newest runs, the others say who, from when to when and why', async () => {
    const { plan, under } = await written()
    const over = under({ maintenance: { ...open, until: NOON + HOUR } })
    const why = 'maintenance by ann from 2026-01-31T12:00:00Z to 2026-01-31T13:00:00Z: move'

    await generate(over, NOON + HOUR)
    await release(over, testSender(), NOON + HOUR)

    expect(await endOf(plan, at(5))).toBe(`missed: not started within 15 min of its time: ${why}`)
    const [gap] = await listGaps(plan.lane, NOON, NOON + HOUR)
    expect(gap).toMatchObject({ count: 7, reason: `${why}; the newest instant is caught up` })
    expect((await readSize(plan.lane)).released).toBe(1)
  })
})

describe('a pause of everything or of a group', () => {
  it('ends what the calendar brings as skipped, with who, until when and why, and lets people start it', async () => {
    const { plan, under } = await written()
    const paused = under({ pause: { from: NOON, until: NOON + HOUR, ...BY_ANN } })
    const id = await addPending(plan.lane, { jobCode: 'a', instant: NOON + 1, author: 'ada' })

    const { released, skipped } = await release(paused, testSender(), NOON + 5 * MINUTE)

    expect({ released, skipped }).toEqual({ released: 1, skipped: 1 })
    expect(await endOf(plan, at(5))).toBe('skipped: paused by ann until 2026-01-31T13:00:00Z: move')
    const clock = testClock(NOON + 5 * MINUTE)
    expect(await execute(id ?? '', paused, testPorts(plan, clock))).toBe('success')
  })
})

describe('outside production, with the environment guard', () => {
  const REASON = 'environment guard: this is staging, not production, and the job does not opt in'
  const guardedEnvironment = 'staging'

  it('a job that does not opt in is skipped, and runs when a person asks for it', async () => {
    const { plan, under } = await written()
    const id = await addPending(plan.lane, { jobCode: 'a', instant: NOON + 1, author: 'ada' })

    await release(under({ guardedEnvironment }), testSender(), NOON + 5 * MINUTE)

    expect(await endOf(plan, at(5))).toBe(`skipped: ${REASON}`)
    const ports = testPorts(plan, testClock(NOON + 5 * MINUTE))
    expect(await execute(id ?? '', under({ guardedEnvironment }), ports)).toBe('success')
  })

  it('a job that opts in runs, and one that was released before the guard came does not', async () => {
    const { plan, under } = await written()
    const free = await written({ policy: { outsideProduction: true } })
    for (const one of [plan, free.plan]) await release(one, testSender(), NOON + 5 * MINUTE)
    const clock = testClock(NOON + 5 * MINUTE)

    expect(await execute(at(5), under({ guardedEnvironment }), testPorts(plan, clock))).toBe('skipped')
    const ports = testPorts(free.plan, clock)
    expect(await execute(at(5), free.under({ guardedEnvironment }), ports)).toBe('success')
  })
})
