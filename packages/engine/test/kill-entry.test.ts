import { RunStop } from '@horarium/core'
import { keepLeases, killEntry, type Killing } from '@horarium/engine'
import { findEntry, finishRuns, noteRun } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { stage } from './support/stage.js'

type Stage = ReturnType<typeof stage>

const kill = ({ plan, sender, clock }: Stage, id: string, force = false): Promise<Killing> =>
  killEntry(plan, { id, by: 'ann', why: 'wrong month', force }, { sender, now: clock.now() })

async function running(given: Stage): Promise<string> {
  const { id } = given.come(1)
  await expect.poll(() => given.began).toHaveLength(1)
  return id
}

describe('a run that somebody kills', () => {
  it('hears of it with its lease, and ends as killed with who and why, whatever its handler returns', async () => {
    const given = stage({})
    const id = await running(given)
    expect(await kill(given, id)).toBe('asked')
    expect((await findEntry(given.plan.lane, id))?.kill).toMatchObject({ by: 'ann', why: 'wrong month', force: false })
    await keepLeases(given.plan, given.ports)
    expect((await findEntry(given.plan.lane, id))?.kill?.seenAt).toBe(given.clock.now())
    await given.end(id)
    const reason = 'killed by ann: wrong month'
    expect(await findEntry(given.plan.lane, id)).toMatchObject({ status: 'killed', reason })
  })

  it('has the grace of its group, none with force, also when that comes later', async () => {
    const given = stage({}, { stopGraceMs: 7_000 })
    const id = await running(given)
    const stops: (number | undefined)[] = []
    given.ports.runs.get(id)?.onStop((stop) => stops.push(stop instanceof RunStop ? stop.graceMs : undefined))
    for (const force of [false, false, true]) {
      await kill(given, id, force)
      await keepLeases(given.plan, given.ports)
    }
    expect(stops).toEqual([7_000, 0])
    await given.end(id)
  })

  it('can write nothing once it has ended', async () => {
    const given = stage({})
    const id = await running(given)
    const token = given.ports.runs.get(id)?.token ?? ''
    await kill(given, id)
    await keepLeases(given.plan, given.ports)
    await given.end(id)
    const late = { id, token, status: 'success', reason: 'too late' } as const
    expect(await noteRun(given.plan.lane, { id, token }, { log: '', message: 'too late' })).toBe(false)
    expect(await finishRuns(given.plan.lane, [late], { now: given.clock.now() })).toEqual([false])
    expect((await findEntry(given.plan.lane, id))?.status).toBe('killed')
    expect(await kill(given, id)).toBe('over')
  })

  it('is not tried again', async () => {
    const given = stage({ retry: { retries: 3, backoff: 'fixed', backoffMs: 1_000, retryOn: [] } })
    const id = await running(given)
    await kill(given, id)
    await keepLeases(given.plan, given.ports)
    await given.end(id)
    expect((await findEntry(given.plan.lane, id))?.status).toBe('killed')
  })
})

describe('an entry that waits', () => {
  it('ends as killed at once, and makes way for those behind it', async () => {
    const given = stage({ overlap: 'queue' }, { concurrencyTotal: 1 })
    const first = await running(given)
    const [second, third] = [given.come(2), given.come(3)]
    expect([await second.execution, await third.execution]).toEqual(['parked', 'parked'])
    expect(await kill(given, second.id)).toBe('ended')
    expect(await findEntry(given.plan.lane, second.id)).toMatchObject({ status: 'killed', attempt: 0 })
    await given.end(first)
    given.receive()
    await given.end(third.id)
    expect(given.began).toEqual([first, third.id])
  })

  it('that nobody knows cannot be killed', async () => {
    expect(await kill(stage({}), 'a@20260131T120000Z')).toBe('unknown')
  })
})
