import { entryId } from '@horarium/core'
import { execute, type ExecutionPorts, type LanePlan, planLane } from '@horarium/engine'
import type { Enqueue, Schedule } from '@horarium/sdk'
import { addReleased, findEntry, listEntries, openLane } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import {
  HOUR,
  MINUTE,
  NOON,
  testClock,
  testJob,
  testLane,
  testPlan,
  testPorts,
  testSender,
} from './support/test-engine.js'

interface Scene {
  readonly plan: LanePlan
  readonly ports: ExecutionPorts
  readonly sent: readonly string[]
  /** Runs the job `asks` once; answers how its entry ended. */
  readonly run: (depth?: number) => Promise<Awaited<ReturnType<typeof findEntry>>>
}

/** A lane where the job `asks` may ask for entries of `mail`, `boxes` and `broken`. */
function scene(does: (schedule: Schedule) => unknown): Scene {
  const lane = testLane()
  const mail = testJob('mail', { does: () => undefined })
  const boxes = testJob('boxes', { does: () => undefined, names: () => [] })
  const plan = testPlan(lane, [testJob('asks', { does }), mail, boxes, testJob('broken', { status: 'invalid' })])
  const sender = testSender()
  const ports = testPorts(plan, testClock(), { sender })
  const run = async (depth?: number): Promise<Awaited<ReturnType<typeof findEntry>>> => {
    const asked = { jobCode: 'asks', instant: NOON + 1, source: 'calendar', depth } as const
    const id = (await addReleased(lane, asked, NOON)) ?? ''
    await execute(id, plan, ports)
    return findEntry(lane, id)
  }
  return { plan, ports, sent: sender.sent, run }
}

describe('a handler', () => {
  it('gets an entry of another job, at once, which says who asked', async () => {
    const { plan, sent, run } = scene(({ enqueue }) => enqueue('mail', { params: { n: 1, ok: true }, priority: 5 }))

    const { id = '', result = '' } = (await run()) ?? {}

    const asked = entryId('mail', NOON + 1)
    expect([result, sent]).toEqual([JSON.stringify(asked), [asked]])
    expect(await findEntry(plan.lane, asked)).toMatchObject({
      source: 'handler',
      askedBy: id,
      depth: 1,
      priority: 5,
      params: { n: '1', ok: 'true' },
    })
  })

  it.each([
    ['an instant', { at: new Date(NOON + HOUR) }, entryId('mail', NOON + HOUR + 1)],
    ['a delay', { delay: '10m' }, entryId('mail', NOON + 10 * MINUTE + 1)],
  ])('gets one for %s, which waits for its time', async (_, wish, id) => {
    const { plan, sent, run } = scene(({ enqueue }) => enqueue('mail', wish))

    await run()

    expect(sent).toEqual([])
    expect(await plan.lane.redis.zrange(plan.lane.keys.pending, '0', '-1')).toEqual([id])
  })

  it('gets as many as it asks for, each at an instant of its own', async () => {
    const { sent, run } = scene(async ({ enqueue }) => [await enqueue('mail'), await enqueue('mail')])

    await run()

    expect(sent).toEqual([entryId('mail', NOON + 1), entryId('mail', NOON + 2)])
  })

  it('gets one for a target', async () => {
    const { sent, run } = scene(({ enqueue }) => enqueue('boxes', { target: 'a' }))
    await run()
    expect(sent).toEqual([entryId('boxes', NOON + 1, 'a')])
  })

  it('gets one of a job in another lane, to be released there', async () => {
    const { plan, ports, sent } = scene(() => undefined)
    const lane = openLane(plan.lane.redis, 'elsewhere', `l-${NOON}`)
    const far = testJob('far', { does: () => undefined })
    const near = testJob('asks', { does: ({ enqueue }) => enqueue('far') })
    const all = new Map([['far', { lane, job: far }]])
    const wide = planLane({ ...plan, allJobs: () => all }, [near])
    const id = (await addReleased(plan.lane, { jobCode: 'asks', instant: NOON + 1 }, NOON)) ?? ''

    await execute(id, wide, testPorts(wide, testClock()))

    expect([await lane.redis.zcard(lane.keys.pending), sent, ports.runs.size]).toEqual([1, [], 0])
    await lane.redis.del(lane.keys.pending, lane.keys.entry(entryId('far', NOON + 1)))
  })

  const refusals: readonly (readonly [string, Enqueue, string])[] = [
    ['mial', {}, "No job 'mial'. Did you mean mail?"],
    ['broken', {}, 'Job broken is invalid and cannot run: see validate.'],
    ['mail', { at: new Date(NOON - 1) }, '2026-01-31T11:59:59.999Z is past; give no instant to mean now.'],
    ['mail', { at: new Date(Number.NaN) }, 'Invalid Date is no instant; give a Date.'],
    ['mail', { delay: 'soon' }, "'soon' is no delay; write 30s, 10m, 2h or 1d, at most 24d."],
    ['mail', { delay: '1m', at: new Date(NOON + 1) }, 'Give an instant or a delay, not both.'],
    ['mail', { params: { a: 'x'.repeat(20_000) } }, 'the parameters are 20008 bytes long; 16384 are the most.'],
    ['mail', { priority: 101 }, "'101' is no priority; give a whole number from -100 to 100."],
    ['mail', { target: 'a' }, 'Job mail has no targets.'],
    ['boxes', { target: 'a b' }, "'a b' is no target: 1 to 100 of letters, digits, _, . and -."],
  ]
  it.each(refusals)('is told why there is no entry of %s for %j', async (code, wish, reason) => {
    const { plan, run } = scene(({ enqueue }) => enqueue(code, wish))

    expect((await run())?.reason).toContain(reason)

    expect(await listEntries(plan.lane, { statuses: ['pending'], limit: 9 })).toEqual([])
  })

  it('that asks without end is stopped after a thousand', async () => {
    const { sent, run } = scene(async ({ enqueue }) => {
      for (;;) await enqueue('mail')
    })

    expect((await run())?.reason).toContain('One run may ask for 1000 entries, and this one did.')

    expect(sent).toHaveLength(1_000)
  })

  it('whose entry is the hundredth in a row asks for no more', async () => {
    const { sent, run } = scene(({ enqueue }) => enqueue('asks'))

    expect((await run(100))?.reason).toContain('100 entries in a row asked for the next; let a calendar start asks.')

    expect(sent).toEqual([])
  })

  it('whose run has lost its lease gets none', async () => {
    const { plan, sent, run } = scene(async ({ id, enqueue }) => {
      await plan.lane.redis.hset(plan.lane.keys.entry(id), 'token', 'of another')
      await enqueue('mail')
    })

    await run()

    expect(sent).toEqual([])
  })
})
