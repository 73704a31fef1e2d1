import { execute, type PlannedJob } from '@horarium/engine'
import { addReleased, findEntry } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { dueEntry } from './support/due-entry.js'
import { NOON, testClock, testJob, testLane, testPlan, testPorts } from './support/test-engine.js'

type Params = Readonly<Record<string, string>>

interface Ran {
  readonly seen: readonly Params[]
  readonly entry: Awaited<ReturnType<typeof findEntry>>
}

/** Runs a job whose definition is changed, once, with parameters of its own. */
async function run(change: Partial<PlannedJob['definition']>, params?: Params): Promise<Ran> {
  const seen: Params[] = []
  const made = testJob('mail', { does: (schedule) => void seen.push(schedule.params) })
  const plan = testPlan(testLane(), [{ ...made, definition: { ...made.definition, ...change } }])
  const asked = { jobCode: 'mail', instant: NOON + 1, source: 'calendar', params } as const
  const id = (await addReleased(plan.lane, asked, NOON)) ?? ''
  await execute(id, plan, testPorts(plan, testClock(NOON)))
  return { seen, entry: await findEntry(plan.lane, id) }
}

describe('the parameters of a run', () => {
  it('are those of the job and over them those that were asked for, and are kept with the entry', async () => {
    const { seen, entry } = await run({ params: { a: '1', b: '2' } }, { b: '3' })

    expect(seen).toEqual([{ a: '1', b: '3' }])
    expect(entry?.params).toEqual({ a: '1', b: '3' })
  })

  it('are kept as they were then also where nobody asked for others', async () => {
    expect((await run({ params: { a: '1' } })).entry?.params).toEqual({ a: '1' })
    expect((await run({})).entry).not.toHaveProperty('params')
  })

  it('that are secret by their name are told in no log, reason or error', async () => {
    const job = await dueEntry({
      does: ({ log, params }) => {
        log.info(`with ${params['api_key']}`, { deep: { all: params }, used: params['password'] })
        throw new Error(`not with ${params['password']}`)
      },
    })
    const { plan, ports, id } = job
    const secrets = { params: { api_key: 'k-123', password: 'a "b" c', pin_key: '12' } }
    const made = plan.jobs.get('a')
    const jobs = new Map(made && [['a', { ...made, definition: { ...made.definition, ...secrets } }]])
    await execute(id, { ...plan, jobs }, ports)

    const told = { api_key: '***', password: '***', pin_key: '***' }
    expect(await job.log()).toMatchObject([{ message: 'with ***', deep: { all: told }, used: '***' }])
    expect(await job.entry()).toMatchObject({ reason: 'Error: not with ***', error: { message: 'not with ***' } })
    expect((await job.entry())?.error?.stack).not.toContain('a "b" c')
  })

  it('that cannot be read end the entry before the handler is called', async () => {
    const { seen, entry } = await run({ paramsFault: 'the parameters begin like JSON' }, { b: '3' })

    expect(seen).toEqual([])
    expect(entry).toMatchObject({ status: 'error', reason: 'WrongParams: the parameters begin like JSON' })
  })

  it('that are too long together end the entry before the handler is called', async () => {
    const { seen, entry } = await run({ params: { a: 'x'.repeat(10_000) } }, { b: 'x'.repeat(10_000) })

    expect(seen).toEqual([])
    expect(entry?.reason).toMatch(/^WrongParams: the parameters are 20\d{3} bytes long; 16384 are the most$/)
  })
})
