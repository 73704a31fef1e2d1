import { entryId } from '@horarium/core'
import { Executor, generate, type LanePlan, release, sweep } from '@horarium/engine'
import { openSender, type Sender } from '@horarium/queue'
import { addAsked } from '@horarium/store'
import { describe, expect, it, onTestFinished } from 'vitest'
import { HOUR, MINUTE, NOON, testClock, testJob, testLane, testLogger, testPlan } from './support/test-engine.js'

/** A sender that keeps what each call was given. */
function noting(): { readonly sender: Sender; readonly calls: (readonly [unknown, ...string[]])[] } {
  const calls: (readonly [unknown, ...string[]])[] = []
  const send: Sender['send'] = async (ids, priority) => void calls.push([priority, ...ids])
  return { calls, sender: { send, sendAgain: send, sendAnew: send, close: async () => undefined } }
}

/** A plan of jobs that are due on the hour, by code and priority. */
function planOf(priorities: Readonly<Record<string, number>>, does?: () => void): LanePlan {
  const jobs = Object.entries(priorities).map(([code, priority]) =>
    testJob(code, { when: '0 * * * *', policy: { priority }, ...(does ? { does } : {}) }),
  )
  return testPlan(testLane(), jobs, { aheadMs: 2 * HOUR })
}

const ONE = NOON + HOUR
const idAtOne = (code: string): string => entryId(code, ONE)

describe('a lane whose jobs have priorities', () => {
  it('sends the greatest first, each with its own, and the same when it sends them again', async () => {
    const plan = planOf({ low: -3, plain: 0, high: 7, other: 7 })
    const { sender, calls } = noting()
    await generate(plan, NOON)

    await release(plan, sender, ONE)
    await sweep(plan, sender, ONE + MINUTE)

    const told = calls.map(([priority, ...ids]) => `${String(priority)} ${ids.toSorted().join(' ')}`)
    const sent = [`7 ${idAtOne('high')} ${idAtOne('other')}`, `0 ${idAtOne('plain')}`, `-3 ${idAtOne('low')}`]
    expect(told).toEqual([...sent, ...sent])
  })

  it('sends an entry with one of its own before or behind those without', async () => {
    const plan = planOf({ a: 0 })
    const { sender, calls } = noting()
    const add = (priority: number): Promise<string> => addAsked(plan.lane, { jobCode: 'a', instant: ONE, priority }, {})
    const [first, last, second] = [await add(9), await add(-1), await add(3)]
    await generate(plan, NOON)

    await release(plan, sender, ONE + 10)

    expect(calls).toEqual([
      [-1, last],
      [undefined, idAtOne('a')],
      ['front', second],
      ['front', first],
    ])
  })

  it('sends without one where all are alike', async () => {
    const plan = planOf({ a: 0, b: 0 })
    const { sender, calls } = noting()
    await generate(plan, NOON)

    await release(plan, sender, ONE)

    expect(calls.map(([priority, ...ids]) => [priority, ids.length])).toEqual([[undefined, 2]])
  })

  it('runs them in that order where one runs at a time', async () => {
    const plan = planOf({ p1: 1, m50: -50, p100: 100, zero: 0, p2: 2 }, () => undefined)
    const queue = { connection: plan.lane.redis, prefix: plan.lane.keys.prefix }
    const sender = openSender({ ...queue, onError: (error) => expect.unreachable(error.message) })
    onTestFinished(() => sender.close())
    await generate(plan, NOON)
    await release(plan, sender, ONE)
    const ran: string[] = []
    const executor = new Executor({
      plan: () => ({ ...plan, settings: { ...plan.settings, concurrency: 1 } }),
      clock: testClock(ONE),
      logger: testLogger(),
      worker: 'w',
      queue,
      onExecution: (id) => void ran.push(id),
    })
    onTestFinished(() => executor.close())

    await expect.poll(() => ran, { timeout: 5_000 }).toEqual(['p100', 'p2', 'p1', 'zero', 'm50'].map(idAtOne))
  })
})
