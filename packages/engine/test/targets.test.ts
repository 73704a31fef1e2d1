import { entryId } from '@horarium/core'
import { execute, type ExecutionPorts, generate, type LanePlan, release } from '@horarium/engine'
import { addReleased, findEntry, listEntries, readReleased } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import {
  HOUR,
  MINUTE,
  NOON,
  SECOND,
  type TestJob,
  testClock,
  testJob,
  testLane,
  testPlan,
  testPorts,
  testSender,
} from './support/test-engine.js'

const DUE = NOON + 5 * MINUTE
const ID = entryId('mail', DUE)

interface Scene {
  readonly plan: LanePlan
  readonly ports: ExecutionPorts
  readonly sent: readonly string[]
  readonly clock: ReturnType<typeof testClock>
  readonly targetIds: () => Promise<readonly string[]>
}

/** The job `mail` with an entry of five past twelve that was released. */
async function scene(job: TestJob): Promise<Scene> {
  const plan = testPlan(testLane(), [testJob('mail', { when: '*/5 * * * *', does: () => undefined, ...job })])
  const clock = testClock(DUE)
  const sender = testSender()
  await generate(plan, NOON)
  await release(plan, testSender(), DUE)
  const targetIds = async (): Promise<readonly string[]> =>
    (await readReleased(plan.lane)).map(({ id }) => id).filter((id) => id !== ID)
  return { plan, clock, sent: sender.sent, ports: testPorts(plan, clock, { sender }), targetIds }
}

describe('a job with targets', () => {
  it('gets an entry for each target at each instant, released and sent', async () => {
    const { plan, ports, sent, targetIds } = await scene({ names: () => ['a', 'b', 7] })

    expect(await execute(ID, plan, ports)).toBe('success')

    const ids = ['a', 'b', '7'].map((target) => entryId('mail', DUE, target))
    expect((await targetIds()).toSorted()).toEqual(ids.toSorted())
    expect(sent).toEqual(ids)
    const entry = await findEntry(plan.lane, ID)
    expect(entry).toMatchObject({ reason: 'handed to 3 targets', handedTo: 3, result: '["a","b","7"]' })
    expect(await findEntry(plan.lane, ids[0] ?? '')).toMatchObject({ target: 'a', source: 'calendar', askedBy: ID })
  })

  it('runs its handler for each target, which is told of it, and not for the entry of all', async () => {
    const told: unknown[] = []
    const does = ({ target }: { readonly target?: string }): unknown => told.push(target)
    const { plan, ports, sent } = await scene({ does, names: () => ['a', 'b'] })
    await execute(ID, plan, ports)

    for (const id of sent) expect(await execute(id, plan, ports)).toBe('success')

    expect(told).toEqual(['a', 'b'])
  })

  it('runs for one target although it still runs for another, and not twice for the same', async () => {
    const { plan, ports, sent } = await scene({ names: () => ['a', 'b'], does: () => new Promise(() => undefined) })
    await execute(ID, plan, ports)
    void execute(sent[0] ?? '', plan, ports)
    void execute(sent[1] ?? '', plan, ports)
    const running = (): Promise<unknown> => listEntries(plan.lane, { statuses: ['running'], limit: 9 })
    await expect.poll(running).toHaveLength(2)
    const again = entryId('mail', DUE + SECOND, 'a')
    await addReleased(plan.lane, { jobCode: 'mail', instant: DUE + SECOND, target: 'a' }, DUE)

    expect(await execute(again, plan, ports)).toBe('skipped')

    expect(await findEntry(plan.lane, again)).toMatchObject({ reason: `overlap: ${sent[0]} was still running` })
  })

  it('whose provider throws has an error that tells why, and hands nothing on', async () => {
    const names = (): never => {
      throw new TypeError('no mailboxes')
    }
    const { plan, ports, targetIds } = await scene({ names })

    expect(await execute(ID, plan, ports)).toBe('error')

    expect(await findEntry(plan.lane, ID)).toMatchObject({ reason: 'TypeError: no mailboxes' })
    expect(await targetIds()).toEqual([])
  })

  it('whose provider answers what is no id has an error that names it', async () => {
    const { plan, ports, targetIds } = await scene({ names: () => ['a', 'b c'] })

    expect(await execute(ID, plan, ports)).toBe('error')

    expect((await findEntry(plan.lane, ID))?.reason).toMatch(/^WrongTargets: id 2 of 2 is 'b c'/)
    expect(await targetIds()).toEqual([])
  })

  it('has nothing to do where the provider names none, unless a person asked', async () => {
    const { plan, ports } = await scene({ names: () => [] })
    const asked = await addReleased(plan.lane, { jobCode: 'mail', instant: DUE + 1 }, DUE)

    expect([await execute(ID, plan, ports), await execute(asked ?? '', plan, ports)]).toEqual(['success', 'error'])

    expect(await findEntry(plan.lane, ID)).toMatchObject({ reason: 'no targets', handedTo: 0 })
    expect((await findEntry(plan.lane, asked ?? ''))?.reason).toContain('its provider names none')
  })

  it('doubles nothing when whoever handed it over died half-way and it is tried again', async () => {
    const policy = { retry: { retries: 1, backoff: 'fixed', backoffMs: 0, retryOn: [] } } as const
    let calls = 0
    const names = async (): Promise<readonly string[]> => {
      calls += 1
      if (calls > 1) return ['a', 'b']
      await addReleased(plan.lane, { jobCode: 'mail', instant: DUE, target: 'a', source: 'calendar' }, DUE)
      throw new Error('half-way')
    }
    const { plan, ports, clock, targetIds } = await scene({ names, policy })
    expect(await execute(ID, plan, ports)).toBe('retried')
    clock.set(DUE + SECOND)
    await release(plan, testSender(), clock.now())

    expect(await execute(ID, plan, ports)).toBe('success')

    expect((await targetIds()).toSorted()).toEqual(['a', 'b'].map((target) => entryId('mail', DUE, target)))
  })

  it('hands nothing on once its run has lost its lease', async () => {
    const names = async (): Promise<readonly string[]> => {
      await plan.lane.redis.hset(plan.lane.keys.entry(ID), 'token', 'of another')
      return ['a']
    }
    const { plan, ports, targetIds } = await scene({ names })

    expect(await execute(ID, plan, ports)).toBe('fenced')

    expect(await targetIds()).toEqual([])
  })

  it('keeps as many of very many ids as fit into the result, and writes an entry for each', async () => {
    const names = (): readonly string[] => Array.from({ length: 1_500 }, (_, id) => `${id}`.padStart(80, '0'))
    const { plan, ports, sent } = await scene({ names })

    await execute(ID, plan, ports)

    const { result = '', handedTo } = (await findEntry(plan.lane, ID)) ?? {}
    expect([sent.length, handedTo]).toEqual([1_500, 1_500])
    expect(result.length).toBeLessThanOrEqual(65_536)
    expect(JSON.parse(result)).toHaveLength(789)
  })

  it('passes the parameters of a run that was asked for on to each target', async () => {
    const seen: unknown[] = []
    const does = ({ params }: { readonly params: unknown }): unknown => seen.push(params)
    const { plan, ports, sent } = await scene({ does, names: () => ['a'] })
    const params = { colour: 'red' }
    const asked = await addReleased(plan.lane, { jobCode: 'mail', instant: DUE + 1, author: 'me', params }, DUE + HOUR)
    await execute(asked ?? '', plan, ports)

    await execute(sent[0] ?? '', plan, ports)

    expect(seen).toEqual([params])
    expect(await findEntry(plan.lane, sent[0] ?? '')).toMatchObject({ author: 'me', source: 'manual', askedBy: asked })
  })
})
