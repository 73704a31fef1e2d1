import { listAlerts, lookForAlerts } from '@horarium/alerts'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE, NOON, World } from './support/world.js'

describe('a job whose last run failed', () => {
  it('is told once, with its reason, and its recovery is told', async () => {
    const world = new World()
    await world.look()
    await world.end('mail', 'error')
    expect(await world.look()).toEqual(['failed mail'])
    expect(world.delivered[0]?.notices[0]).toMatchObject({ reason: 'error for a reason', isRepeat: false })

    await world.end('mail', 'error')
    expect(await world.look()).toEqual([])
    await world.end('mail', 'success')
    expect(await world.look()).toEqual(['recovered mail'])
    expect(await world.look()).toEqual([])
    expect((await listAlerts(world.instance)).open).toEqual([])
  })

  it('is not told where it has succeeded since, however often the same runs are seen', async () => {
    const world = new World()
    await world.look()
    await world.end('mail', 'error')
    world.now += 1_000
    await world.end('mail', 'success')

    expect(await world.look()).toEqual([])
    expect(await world.look()).toEqual([])
  })

  it.each([
    ['never', []],
    ['daily', [1, 2, 3, 4, 5, 6, 7, 8]],
    ['weekly', [7]],
    ['monthly', []],
  ] as const)('is told again %s', async (repeat, days) => {
    const world = new World({ mail: { alert: { repeat }, when: '' } })
    await world.end('mail', 'error')
    await world.look()

    const again: number[] = []
    for (let day = 1; day <= 8; day += 1) if ((await world.look(DAY)).length > 0) again.push(day)

    expect(again).toEqual(days)
    expect(world.delivered.slice(1).every(({ notices }) => notices[0]?.isRepeat)).toBe(true)
  })

  it('is open until then, since when it failed first, with the entry that failed last', async () => {
    const world = new World()
    await world.end('mail', 'error')
    await world.look()
    await world.end('mail', 'error')
    const failedAt = world.now
    await world.look()

    const [alert] = (await listAlerts(world.instance)).open
    expect(alert).toMatchObject({ kind: 'failed', since: NOON, at: failedAt, told: ['test'], undelivered: [] })
    expect(alert?.toldAt).toBe(NOON + MINUTE)
  })

  it('is no matter any more when nobody wants to know, or the job is gone', async () => {
    const world = new World({ mail: {}, post: {} })
    await world.end('mail', 'error')
    await world.end('post', 'error')
    await world.look()
    world.declare('mail', { alert: { on: ['missed'] } })
    world.jobs.delete('post')

    expect(await world.look()).toEqual([])
    expect((await listAlerts(world.instance)).open).toEqual([])
  })

  it('is told for each of its targets', async () => {
    const world = new World({ mail: { hasTargets: true } })
    await world.end('mail', 'error', { target: 'a' })
    await world.end('mail', 'success', { target: 'b' })
    await world.look()
    expect(world.delivered[0]?.notices).toMatchObject([{ kind: 'failed', target: 'a' }])

    await world.end('mail', 'success', { target: 'b' })
    expect(await world.look()).toEqual([])
    await world.end('mail', 'success', { target: 'a' })
    expect(await world.look()).toEqual(['recovered mail'])
  })
})

describe('a job', () => {
  it('that missed an instant is told, and that it runs again', async () => {
    const world = new World()
    await world.end('mail', 'missed')
    expect(await world.look()).toEqual(['missed mail'])

    await world.end('mail', 'success')
    expect(await world.look()).toEqual(['recovered mail'])
  })

  it('that Horarium has paused is told while the pause lasts', async () => {
    const poisoned = { from: NOON, until: NOON + HOUR, note: 'it failed 5 times', author: 'horarium' }
    const world = new World({ mail: { poisoned, when: '' } })

    expect(await world.look()).toEqual(['poisoned mail'])
    expect(await world.look()).toEqual([])
    expect(await world.look(HOUR)).toEqual([])
    expect((await listAlerts(world.instance)).open).toEqual([])
  })

  it('that took much longer than usual is told, where that is wanted, until a run does not', async () => {
    const world = await runningAsUsual()
    await world.end('mail', 'success', { durationMs: 13_000 })
    await world.end('post', 'success', { durationMs: 13_000 })
    expect(await world.look()).toEqual(['slow mail'])
    expect(world.delivered[0]?.notices[0]?.reason).toBe('took 13 s, where 95 of 100 runs take 4 s at most')

    await world.end('mail', 'success', { durationMs: 5_000 })
    expect(await world.look()).toEqual(['recovered mail'])
  })

  it('that goes on for much longer than usual is told while it does, once', async () => {
    const world = await runningAsUsual()
    const end = await world.begin('mail')
    expect(await world.look()).toEqual(['slow mail'])
    expect(world.delivered[0]?.notices[0]?.reason).toMatch(/^has been running for 60 s, where/)
    expect(await world.look()).toEqual([])

    await end()
    expect(await world.look()).toEqual([])
    await world.end('mail', 'success', { durationMs: 5_000 })
    expect(await world.look()).toEqual(['recovered mail'])
  })
})

/** A world in which `mail`, of which slow runs are told, and `post` have often taken 4 s, and the last look is old. */
async function runningAsUsual(): Promise<World> {
  const world = new World({ mail: { alert: { on: ['slow', 'recovered'] } }, post: { when: '' } })
  for (let run = 0; run < 6; run += 1) {
    await world.end('mail', 'success', { durationMs: 4_000 })
    await world.end('post', 'success', { durationMs: 4_000 })
    await world.look(3 * MINUTE)
  }
  await world.look(2 * HOUR)
  return world
}

describe('a look', () => {
  it('is made once a minute in the whole instance, whoever comes', async () => {
    const { scope } = new World()

    const looks = await Promise.all([NOON, NOON, NOON + 59_999].map((now) => lookForAlerts(scope, now)))

    expect(looks.filter(Boolean)).toHaveLength(1)
    expect(await lookForAlerts(scope, NOON + MINUTE)).toBeDefined()
  })

  it('tells everything at once, and of very much the first hundred', async () => {
    const codes = Array.from({ length: 120 }, (_, index) => `job${index}`)
    const world = new World(Object.fromEntries(codes.map((code) => [code, {}])))
    for (const code of codes) await world.end(code, 'error')

    expect(await world.look()).toHaveLength(100)
    expect(world.delivered).toMatchObject([{ leftOut: 20, instance: 'here' }])
    expect((await listAlerts(world.instance)).open).toHaveLength(120)
  })
})
