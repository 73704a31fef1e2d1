import { listAlerts } from '@horarium/alerts'
import { describe, expect, it } from 'vitest'
import { HOUR, type JobParts, MINUTE, NOON, World } from './support/world.js'

/** A world that looks for the first time at noon. */
async function watching(parts: JobParts = {}): Promise<World> {
  const world = new World({ mail: { alert: { toleranceMs: 10 * MINUTE }, ...parts } })
  await world.look(0)
  return world
}

describe('a job is overdue', () => {
  it('its tolerance after the instant that should have followed, and not before', async () => {
    const world = await watching()

    expect(await world.look(70 * MINUTE - 1)).toEqual([])
    expect(await world.look(MINUTE)).toEqual(['overdue mail'])
    expect(await world.look()).toEqual([])
    const told = world.delivered[0]?.notices[0]
    expect(told).toMatchObject({ reason: 'no success since it is watched, 2026-01-31T12:00:00.000Z' })
  })

  it('never while it succeeds, and until it does', async () => {
    const world = await watching()
    await world.look(58 * MINUTE)
    await world.end('mail', 'success')
    expect(await world.look(10 * MINUTE)).toEqual([])
    expect(await world.look(2 * MINUTE + 1)).toEqual(['overdue mail'])

    await world.end('mail', 'success')
    expect(await world.look()).toEqual(['recovered mail'])
    expect(await world.look(2 * HOUR)).toEqual(['overdue mail'])
  })

  it.each<[string, JobParts]>([
    ['in a maintenance', { holds: [{ from: -Infinity, until: Infinity, note: '' }] }],
    ['where this environment holds it back', { isGuarded: true }],
    ['without a calendar', { when: '' }],
    ['where nobody wants to know', { alert: { on: ['failed'] } }],
  ])('never %s', async (_, parts) => {
    const world = await watching(parts)

    expect(await world.look(48 * HOUR)).toEqual([])
  })

  it('counted from the end of its pause', async () => {
    const world = await watching({ holds: [{ from: NOON + HOUR, until: NOON + 5 * HOUR + MINUTE, note: '' }] })

    expect(await world.look(2 * HOUR)).toEqual([])
    expect(await world.look(4 * HOUR)).toEqual([])
    expect(await world.look(10 * MINUTE)).toEqual(['overdue mail'])
  })

  it('no longer when it is paused', async () => {
    const world = await watching()
    expect(await world.look(2 * HOUR)).toEqual(['overdue mail'])

    world.declare('mail', { holds: [{ from: world.now, until: world.now + HOUR, note: '' }] })

    expect(await world.look()).toEqual([])
    expect((await listAlerts(world.instance)).open).toEqual([])
  })

  it('counted from when its calendar was changed', async () => {
    const world = await watching({ when: '0 3 1 * *' })
    await world.look(HOUR)
    world.declare('mail', { when: '*/5 * * * *', alert: { toleranceMs: 10 * MINUTE } })
    await world.look(30 * MINUTE)

    expect(await world.look(14 * MINUTE)).toEqual([])
    expect(await world.look(MINUTE)).toEqual(['overdue mail'])
  })

  it('by the successes of its targets, not by having been handed to them', async () => {
    const world = await watching({ hasTargets: true })
    await world.look(60 * MINUTE)
    await world.end('mail', 'success')
    expect(await world.look(11 * MINUTE)).toEqual(['overdue mail'])

    await world.end('mail', 'success', { target: 'a' })
    expect(await world.look()).toEqual(['recovered mail'])
  })
})
