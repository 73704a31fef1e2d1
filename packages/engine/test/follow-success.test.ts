import { type Entry, entryId } from '@horarium/core'
import { execute, type ExecutionPorts, followForgotten, type LanePlan } from '@horarium/engine'
import { addReleased, type AskedEntry, findEntry, listEntries } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import {
  NOON,
  SECOND,
  type TestJob,
  testClock,
  testJob,
  testLane,
  testLogger,
  testPlan,
  testPorts,
  testSender,
} from './support/test-engine.js'

interface Scene {
  readonly plan: LanePlan
  readonly ports: ExecutionPorts
  readonly sent: string[]
  /** Runs an entry of the job `first`. */
  readonly run: (asked?: Partial<AskedEntry>) => Promise<Entry | undefined>
  readonly followers: () => Promise<readonly string[]>
}

const IDS = ['second', 'third'].map((code) => entryId(code, NOON + 1))

/** The job `first`, whose success `second` and `third` follow. */
function scene(first: TestJob, second: TestJob = {}): Scene {
  const policy = { onSuccess: ['second', 'third'], ...first.policy }
  const jobs = [testJob('first', { ...first, policy }), testJob('second', second), testJob('third')]
  const plan = testPlan(testLane(), jobs)
  const sender = testSender()
  const ports = testPorts(plan, testClock(), { sender })
  const run = async (asked: Partial<AskedEntry> = {}): Promise<Entry | undefined> => {
    const id = await addReleased(plan.lane, { jobCode: 'first', instant: NOON + 1, ...asked }, NOON)
    await execute(id ?? '', plan, ports)
    return findEntry(plan.lane, id ?? '')
  }
  const followers = async (): Promise<readonly string[]> =>
    (await listEntries(plan.lane, { statuses: ['pending'], limit: 9 })).map(({ id }) => id)
  return { plan, ports, sent: sender.sent, run, followers }
}

const does = (): undefined => undefined

function isOwed({ lane }: LanePlan): Promise<number> {
  return lane.redis.zcard(lane.keys.owed)
}

describe('a success', () => {
  it('is followed by the jobs that are to follow, once, and each says whom', async () => {
    const { plan, sent, run } = scene({ does })

    const entry = await run()

    expect(sent).toEqual(IDS)
    expect(await findEntry(plan.lane, IDS[0] ?? '')).toMatchObject({ source: 'chain', askedBy: entry?.id, depth: 1 })
    expect(await isOwed(plan)).toBe(0)
  })

  it('of two runs at the same moment is followed twice', async () => {
    const { sent, run } = scene({ does })

    await run()
    await run({ instant: NOON + 2 })

    expect(new Set(sent).size).toBe(4)
  })

  it('is followed for the same target where the next job has them from the same provider', async () => {
    const { sent, run } = scene({ does, names: () => ['a'] }, { names: () => ['a'] })

    await run({ target: 'a' })

    expect(sent).toEqual([entryId('second', NOON + 1, 'a'), IDS[1]])
  })

  it('that only handed a job to its targets is not followed', async () => {
    const { sent, run } = scene({ does, names: () => ['a'] })
    await run()
    expect(sent).toEqual([entryId('first', NOON + 1, 'a')])
  })

  it('whose entry is the hundredth in a row is followed by nothing', async () => {
    const { plan, sent, run } = scene({ does })
    await run({ depth: 100 })
    expect([sent, await isOwed(plan)]).toEqual([[], 0])
  })
})

describe('what is no success', () => {
  it.each([
    ['an error', () => Promise.reject(new Error('no'))],
    ['a run that was refused', ({ id }: { readonly id: string }) => fence(id)],
  ])('is not followed: %s', async (_, handler) => {
    const { plan, sent, run } = scene({ does: handler })
    fence = (id) => plan.lane.redis.hset(plan.lane.keys.entry(id), 'token', 'of another')

    await run()

    expect(sent).toEqual([])
  })
  let fence: (id: string) => Promise<unknown> = () => Promise.resolve()
})

describe('a success whose worker died before it was followed', () => {
  const later = { now: NOON + 5 * SECOND, logger: testLogger() }

  it('is followed by whoever looks next, and by nobody after that', async () => {
    const { plan, ports, sent, run } = scene({ does })
    Object.assign(ports, { follow: () => Promise.resolve() })
    await run()
    expect([sent, await isOwed(plan)]).toEqual([[], 1])
    const sender = testSender()

    await followForgotten(plan, { ...later, sender })
    await followForgotten(plan, { ...later, sender })

    expect([sender.sent, await isOwed(plan)]).toEqual([IDS, 0])
  })

  it('half-way is followed by what is missing, and nothing comes twice', async () => {
    const { plan, ports, run, followers } = scene({ does })
    Object.assign(ports, { follow: () => Promise.resolve() })
    const { id = '' } = (await run()) ?? {}
    const asked = { source: 'chain', askedBy: id } as const
    await addReleased(plan.lane, { ...asked, jobCode: 'second', instant: NOON + 1 }, NOON)

    await followForgotten(plan, { ...later, sender: testSender() })

    expect((await followers()).toSorted()).toEqual(IDS)
  })

  it('is left alone while its run goes on, and forgotten when that failed', async () => {
    const { plan, sent, run } = scene({ does: () => Promise.reject(new Error('no')) })
    const { id = '' } = (await run()) ?? {}
    await plan.lane.redis.zadd(plan.lane.keys.owed, NOON, id)
    await plan.lane.redis.hset(plan.lane.keys.entry(id), 'status', 'running')
    await followForgotten(plan, { ...later, sender: testSender() })
    expect(await isOwed(plan)).toBe(1)
    await plan.lane.redis.hset(plan.lane.keys.entry(id), 'status', 'error')

    await followForgotten(plan, { ...later, sender: testSender() })

    expect([await isOwed(plan), sent]).toEqual([0, []])
  })
})
