import { entryId } from '@horarium/core'
import { keepLeases, tend, tendParked } from '@horarium/engine'
import { findEntry, listEntries, locateEntries, readSize, withdrawEntry } from '@horarium/store'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { stage } from './support/stage.js'
import { HOUR, NOON, testLogger } from './support/test-engine.js'

describe('an entry of a job that queues', () => {
  it('waits for the run it meets, and comes when that ends', async () => {
    const { plan, come, end, receive, began } = stage({ overlap: 'queue' })
    const first = come(1)
    await expect.poll(() => began).toEqual([first.id])
    const second = come(2)
    expect(await second.execution).toBe('parked')
    expect(await findEntry(plan.lane, second.id)).toMatchObject({ status: 'pending', waitsFor: first.id })
    expect(await listEntries(plan.lane, { statuses: ['pending'], limit: 9 })).toMatchObject([{ id: second.id }])
    expect(await locateEntries(plan.lane, [second.id])).toEqual([{ places: ['parked'], reason: undefined }])
    await end(first.id)
    receive()
    await expect.poll(() => began).toEqual([first.id, second.id])
    await end(second.id)
    expect(await readSize(plan.lane)).toMatchObject({ parked: 0, released: 0, running: 0, finished: { success: 2 } })
  })

  it('comes in the order of its instants, also before one that comes between an end and its turn', async () => {
    const { come, end, receive, began } = stage({ overlap: 'queue' })
    const first = come(1)
    await expect.poll(() => began).toHaveLength(1)
    const [third, second] = [come(3), come(2)]
    await Promise.all([second.execution, third.execution])
    await end(first.id)
    expect(await come(4).execution).toBe('parked')
    for (const ms of [2, 3, 4]) {
      receive()
      await end(entryId('a', NOON + ms))
    }
    expect(began).toEqual([1, 2, 3, 4].map((ms) => entryId('a', NOON + ms)))
  })

  it('is missed when it has waited beyond its lifetime, and names what it waited for', async () => {
    const { plan, come, end, clock, sender, began } = stage({ overlap: 'queue' })
    const first = come(1)
    await expect.poll(() => began).toHaveLength(1)
    const second = come(2)
    await second.execution
    clock.set(NOON + HOUR)
    expect(await tendParked(plan, { sender, now: clock.now() })).toBe(1)
    const reason = `waited for ${first.id}, not started within 15 min of its time`
    expect(await findEntry(plan.lane, second.id)).toMatchObject({ status: 'missed', reason })
    await end(first.id)
    expect(sender.sent).toEqual([])
  })

  it('comes although whoever was to wake it has died', async () => {
    const { plan, come, clock, sender, receive, end, began } = stage({ overlap: 'queue' })
    const first = come(1)
    await expect.poll(() => began).toHaveLength(1)
    const second = come(2)
    await second.execution
    await end(first.id)
    // The message is lost with its sender: the entry stands released, and is sent again like all others.
    sender.sent.length = 0
    await tendParked(plan, { sender, now: clock.now() })
    sender.sent.push(second.id)
    receive()
    await end(second.id)
    expect(await readSize(plan.lane)).toMatchObject({ parked: 0, released: 0, finished: { success: 2 } })
  })

  it('can be withdrawn, and then holds nothing', async () => {
    const { plan, come, end, sender, began } = stage({ overlap: 'queue' })
    const first = come(1)
    await expect.poll(() => began).toHaveLength(1)
    const second = come(2)
    await second.execution
    expect(await withdrawEntry(plan.lane, second.id)).toBe(true)
    await end(first.id)
    expect(sender.sent).toEqual([])
    expect(await plan.lane.redis.exists(plan.lane.keys.held, plan.lane.keys.parked)).toBe(0)
  })
})

describe('entries of a lane with room for one', () => {
  it('run one at a time, whichever job they are of, earliest first', async () => {
    const { plan, come, end, receive, began } = stage({ overlap: 'allow' }, { concurrencyTotal: 1 })
    const first = come(1)
    await expect.poll(() => began).toHaveLength(1)
    const later = [come(3), come(2, 'b')]
    for (const { execution } of later) expect(await execution).toBe('parked')
    expect((await findEntry(plan.lane, later[0]?.id ?? ''))?.waitsFor).toBe('room')
    await end(first.id)
    expect(await come(4, 'b').execution).toBe('parked')
    for (const id of [entryId('b', NOON + 2), entryId('a', NOON + 3), entryId('b', NOON + 4)]) {
      receive()
      await end(id)
      expect(began.at(-1)).toBe(id)
    }
    expect(await readSize(plan.lane)).toMatchObject({ parked: 0, released: 0, finished: { success: 4 } })
    expect(await plan.lane.redis.exists(plan.lane.keys.turns, plan.lane.keys.held)).toBe(0)
  })

  it('come at once when the limit is lifted', async () => {
    const { plan, come, clock, sender, began } = stage({ overlap: 'allow' }, { concurrencyTotal: 1 })
    come(1)
    await expect.poll(() => began).toHaveLength(1)
    const waiting = [come(2, 'b'), come(3, 'b'), come(4, 'b')]
    for (const { execution } of waiting) await execution
    const lifted = { ...plan, settings: { ...plan.settings, concurrencyTotal: 0 } }
    await tendParked(lifted, { sender, now: clock.now() })
    expect(sender.sent).toEqual(waiting.map(({ id }) => id))
  })
})

describe('a parked entry', () => {
  it('costs one command a look, the one that every look costs', async () => {
    const { plan, come, clock, sender, began } = stage({ overlap: 'queue' })
    come(1)
    await expect.poll(() => began).toHaveLength(1)
    await come(2).execution
    const ports = { sender, logger: testLogger(), signal: new AbortController().signal }
    let { memory } = await tend(plan, { now: clock.now(), memory: {} }, ports)
    const sent = vi.spyOn(plan.lane.redis, 'sendCommand')
    onTestFinished(() => sent.mockRestore())
    for (let look = 1; look <= 5; look += 1) {
      memory = (await tend(plan, { now: clock.now() + look * 1_000, memory }, ports)).memory
    }
    expect(sent).toHaveBeenCalledTimes(5)
  })
})

describe('an entry of a job that cancels the other', () => {
  it('has the run it meets killed, and comes when that has ended', async () => {
    const { plan, ports, come, end, receive, began } = stage({ overlap: 'cancel_other' })
    const first = come(1)
    await expect.poll(() => began).toHaveLength(1)
    const second = come(2)
    expect(await second.execution).toBe('parked')
    await keepLeases(plan, ports)
    await end(first.id)
    expect(await first.execution).toBe('killed')
    const reason = `killed by overlap: ${second.id} takes its place`
    expect(await findEntry(plan.lane, first.id)).toMatchObject({ status: 'killed', reason })
    receive()
    await end(second.id)
    expect(await readSize(plan.lane)).toMatchObject({ parked: 0, finished: { killed: 1, success: 1 } })
  })

  it('is the only one of several that runs when it is the newest, in whatever order they come', async () => {
    const { plan, come, end, receive, began } = stage({ overlap: 'cancel_other' })
    const first = come(1)
    await expect.poll(() => began).toHaveLength(1)
    const [third, second] = [come(3), come(2)]
    await Promise.all([third.execution, second.execution])
    await end(first.id)
    await expect.poll(() => (receive(), began.at(-1))).toBe(third.id)
    const reason = `overlap: ${third.id} came due after it`
    expect(await findEntry(plan.lane, second.id)).toMatchObject({ status: 'skipped', reason })
    await end(third.id)
    expect(await readSize(plan.lane)).toMatchObject({ parked: 0, released: 0, running: 0 })
  })

  it('is skipped when a newer one runs already', async () => {
    const { come, began } = stage({ overlap: 'cancel_other' })
    come(2)
    await expect.poll(() => began).toHaveLength(1)
    expect(await come(1).execution).toBe('skipped')
  })
})
