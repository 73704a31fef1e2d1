import { addPending, endStreaks } from '@horarium/store'
import { entryId, type GroupSettings, PROCESS_DIED, WORKER_LOST } from '@horarium/core'
import { execute, openExecutionPorts, type Poison } from '@horarium/engine'
import { describe, expect, it } from 'vitest'
import { MINUTE, NOON, testClock, testJob, testLane, testLogger, testPlan, testSender } from './support/test-engine.js'

type End = 'ok' | 'fails' | 'dies' | 'lost'
const NAMES: Readonly<Record<Exclude<End, 'ok'>, string>> = { fails: 'Error', dies: PROCESS_DIED, lost: WORKER_LOST }

/** Two nodes that in turn run a job whose runs end as told, and what they tell of it. */
function twoNodes(settings: Partial<GroupSettings>, retries = 0) {
  const lane = testLane()
  const clock = testClock()
  const told: Poison[] = []
  let next: End = 'ok'
  const does = (): void => {
    if (next !== 'ok') throw Object.assign(new Error(next), { name: NAMES[next] })
  }
  const retry = { retries, backoff: 'fixed', backoffMs: MINUTE, retryOn: [] } as const
  const plan = testPlan(lane, [testJob('a', { when: '* * * * *', does, policy: { retry } })], settings)
  const onPoison = async (poison: Poison): Promise<void> => void told.push(poison)
  const nodes = ['w1', 'w2'].map((worker) =>
    openExecutionPorts({ plan: () => plan, sender: testSender(), clock, logger: testLogger(), worker, onPoison }),
  )
  const run = async (id: string, end: End): Promise<void> => {
    next = end
    await lane.redis.zrem(lane.keys.pending, id)
    await lane.redis.zadd(lane.keys.released, clock.now(), id)
    const [node] = nodes.splice(0, 1)
    if (!node) throw new Error('no node')
    nodes.push(node)
    await execute(id, plan, node)
  }
  const go = async (...ends: readonly End[]): Promise<void> => {
    for (const end of ends) {
      clock.set(clock.now() + MINUTE)
      await run(entryId('a', clock.now()), end)
    }
  }
  return { lane, clock, told, go, run }
}

describe('a job that fails so often in a row as it may', () => {
  it('is told of, with the last of its entries, whichever nodes it failed on', async () => {
    const { told, go } = twoNodes({ poisonFailures: 3 })
    await go('fails', 'fails')
    expect(told).toEqual([])
    await go('fails')
    const entry = entryId('a', NOON + 3 * MINUTE)
    expect(told).toEqual([{ jobCode: 'a', entryId: entry, why: 'it failed 3 times in a row' }])
  })

  it('is told of again at its next failure, until it succeeds once or a person begins anew', async () => {
    const { lane, told, go } = twoNodes({ poisonFailures: 2 })
    await go('fails', 'fails', 'fails')
    expect(told).toHaveLength(2)
    await go('ok', 'fails')
    expect(told).toHaveLength(2)
    await endStreaks(lane, ['a'])
    await go('fails')
    expect(told).toHaveLength(2)
  })

  it('counts entries, not attempts', async () => {
    const { lane, told, clock, run } = twoNodes({ poisonFailures: 1 }, 1)
    const id = entryId('a', clock.now())
    await run(id, 'fails')
    expect(told).toEqual([])
    await run(id, 'fails')
    expect(told).toMatchObject([{ entryId: id }])
    expect(await lane.redis.zcard(lane.keys.pending)).toBe(0)
  })
})

describe('a job that kills its process so often in a row as it may', () => {
  it('is told of; each attempt counts', async () => {
    const { told, clock, run } = twoNodes({ poisonCrashes: 2 }, 5)
    const id = entryId('a', clock.now())
    await run(id, 'dies')
    await run(id, 'dies')
    expect(told).toMatchObject([{ why: 'its process died 2 times in a row' }])
  })

  it('is not told of where a run in between ended, if only with an error', async () => {
    const { told, go } = twoNodes({ poisonCrashes: 2 })
    await go('dies', 'fails', 'dies', 'ok', 'dies')
    expect(told).toEqual([])
  })

  it('is not blamed for runs that were lost with their node', async () => {
    const { told, go } = twoNodes({ poisonCrashes: 1, poisonFailures: 1 })
    await go('lost', 'lost')
    expect(told).toEqual([])
  })
})

describe('what does not count', () => {
  it('is what a person started, and anything where it is switched off', async () => {
    const counting = twoNodes({ poisonFailures: 1 })
    const byHand = await addPending(counting.lane, { jobCode: 'a', instant: NOON + 1, author: 'ada' })
    await counting.run(byHand ?? '', 'fails')
    const off = twoNodes({ poisonCrashes: 0, poisonFailures: 0 })
    await off.go('fails', 'dies')
    expect([...counting.told, ...off.told]).toEqual([])
  })
})
