import { entryId } from '@horarium/core'
import { generate, type LanePlan, release, tend } from '@horarium/engine'
import { claimEntries, extendLeases, findEntry } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { MINUTE, NOON, SECOND, testJob, testLane, testLogger, testPlan, testSender } from './support/test-engine.js'

const DUE = NOON + 5 * MINUTE
const ID = entryId('a', DUE)
const LEASE = 6 * SECOND

describe('a lane that was out of reach for longer than a lease lasts', () => {
  it('gives whoever holds a lease the time of one to say that it lives', async () => {
    const plan = await runningSince(DUE)
    const look = looksAt(plan)

    await look(DUE + SECOND)
    await look(DUE + MINUTE)
    expect(await statusOf(plan)).toBe('running')
    const [now, leaseEnd] = [DUE + MINUTE, DUE + MINUTE + 2 * LEASE]
    await extendLeases(plan.lane, [{ id: ID, token: 't' }], { now, leaseEnd })
    for (let second = 1; second <= 10; second += 1) await look(DUE + MINUTE + second * SECOND)
    expect(await statusOf(plan)).toBe('running')
  })

  it('then ends the runs of those who are silent', async () => {
    const plan = await runningSince(DUE)
    const look = looksAt(plan)
    await look(DUE + SECOND)

    for (let second = 0; second < 6; second += 1) await look(DUE + MINUTE + second * SECOND)
    expect(await statusOf(plan)).toBe('running')
    await look(DUE + MINUTE + LEASE)

    expect(await statusOf(plan)).toBe('error')
  })

  it('is judged at once by who has just begun to look', async () => {
    const plan = await runningSince(DUE)

    await looksAt(plan)(DUE + MINUTE)

    expect(await statusOf(plan)).toBe('error')
  })
})

async function runningSince(now: number): Promise<LanePlan> {
  const plan = testPlan(testLane(), [testJob('a', { when: '*/5 * * * *' })])
  await generate(plan, NOON)
  await release(plan, testSender(), now)
  const claim = { id: ID, jobCode: 'a', token: 't' }
  await claimEntries(plan.lane, [claim], { now, leaseEnd: now + LEASE, worker: 'w' })
  return plan
}

/** Looks as a clockwork does, which remembers. */
function looksAt(plan: LanePlan): (now: number) => Promise<void> {
  let memory: Parameters<typeof tend>[1]['memory'] = {}
  const ports = { sender: testSender(), logger: testLogger(), signal: new AbortController().signal }
  return async (now) => {
    ;({ memory } = await tend(plan, { now, memory }, ports))
  }
}

async function statusOf({ lane }: LanePlan): Promise<string | undefined> {
  return (await findEntry(lane, ID))?.status
}
