import { DEFAULT_POLICY, type RetryPolicy } from '@horarium/core'
import { execute, release, sweep } from '@horarium/engine'
import { addReleased, findEntry, readDue } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { makeDoor } from './support/door.js'
import { type DueEntry, dueEntry } from './support/due-entry.js'
import {
  HOUR,
  MINUTE,
  NOON,
  SECOND,
  testJob,
  testLogger,
  testPlan,
  testPorts,
  testSender,
} from './support/test-engine.js'

const DAY = 24 * HOUR

function retrying(retry: Partial<RetryPolicy>, timeoutMs = 0) {
  return { timeoutMs, retry: { ...DEFAULT_POLICY.retry, retries: 2, ...retry } }
}

/** Fails as often as told, then answers its attempt. */
function failing(times: number) {
  return ({ attempt, log }: { readonly attempt: number; readonly log: { info(message: string): void } }): number => {
    log.info(`attempt ${attempt} speaks`)
    if (attempt <= times) throw new RangeError(`no ${attempt}`)
    return attempt
  }
}

/** Moves the clock to the next attempt and releases it; answers when that is. */
async function comeDue({ id, plan, clock }: DueEntry): Promise<number> {
  const next = (await readDue(plan.lane, clock.now() + DAY)).find((waiting) => waiting.id === id)
  clock.set(next?.dueAt ?? 0)
  await release(plan, testSender(), clock.now())
  return clock.now()
}

describe('an entry that fails', () => {
  it('waits for its next attempt and ends as success when that one does', async () => {
    const due = await dueEntry({ does: failing(1), policy: retrying({}) })
    const failedAt = due.clock.now()
    expect(await due.run()).toBe('retried')
    expect(await due.entry()).toMatchObject({ status: 'pending', attempt: 1 })
    const waited = (await comeDue(due)) - failedAt
    expect(waited).toBeGreaterThanOrEqual(0.8 * MINUTE)
    expect(waited).toBeLessThanOrEqual(1.2 * MINUTE)
    expect(await due.run()).toBe('success')
    const entry = await due.entry()
    expect(entry).toMatchObject({ attempt: 2, result: '2', reason: 'handler returned' })
    expect(entry?.error).toBeUndefined()
    expect(entry?.attempts).toMatchObject([{ attempt: 1, error: { name: 'RangeError', message: 'no 1' } }])
  })

  it('ends as error after its last attempt, which says how many there were; the logs of all are kept', async () => {
    const due = await dueEntry({ does: failing(9), policy: retrying({}) })
    await due.run()
    await comeDue(due)
    await due.run()
    await comeDue(due)
    expect(await due.run()).toBe('error')
    expect(await due.entry()).toMatchObject({ status: 'error', reason: 'RangeError: no 3, after 3 attempts' })
    expect((await due.log()).map(({ message }) => message)).toEqual([
      'attempt 1 speaks',
      'attempt 1 failed',
      'attempt 2 speaks',
      'attempt 2 failed',
      'attempt 3 speaks',
    ])
  })

  it('is not tried again when a person asked for it', async () => {
    const due = await dueEntry({ does: failing(9), policy: retrying({}) })
    const asked = { jobCode: 'a', instant: due.clock.now() + 1, author: 'ada' }
    const id = (await addReleased(due.plan.lane, asked, due.clock.now())) ?? ''
    expect(await due.run(id)).toBe('error')
    expect(await findEntry(due.plan.lane, id)).toMatchObject({ reason: 'RangeError: no 1' })
  })

  it('is tried again after a timeout, where the job names that', async () => {
    const does = ({ signal }: { readonly signal: AbortSignal }): Promise<unknown> =>
      new Promise((resolve) => signal.addEventListener('abort', resolve))
    const due = await dueEntry({ does, policy: retrying({ retryOn: ['Timeout'] }, 20) })
    expect(await due.run()).toBe('retried')
    expect((await due.entry())?.attempts).toMatchObject([{ reason: 'timeout: ran longer than 0.02s' }])
  })

  it('waits its whole backoff, however short the lifetime, and is missed a lifetime after that', async () => {
    const due = await dueEntry({ does: failing(9), policy: retrying({ backoffMs: HOUR }) })
    await due.run()
    const dueAt = await comeDue(due)
    due.clock.set(dueAt + 14 * MINUTE)
    await sweep(due.plan, testSender(), due.clock.now())
    expect(await due.run()).toBe('retried')
    due.clock.set((await comeDue(due)) + 16 * MINUTE)
    expect(await due.run()).toBe('missed')
  })

  it('is skipped at its next attempt when the job was disabled meanwhile', async () => {
    const due = await dueEntry({ does: failing(9), policy: retrying({}) })
    await due.run()
    const plan = testPlan(due.plan.lane, [testJob('a', { status: 'disabled' })])
    await comeDue({ ...due, plan })
    expect(await execute(due.id, plan, due.ports)).toBe('skipped')
    expect(await due.entry()).toMatchObject({ status: 'skipped', reason: 'the job is disabled' })
  })

  it('neither gives way to an instant of the calendar that is due with it nor takes its place', async () => {
    const due = await dueEntry({ does: failing(9), policy: retrying({ backoffMs: 5 * MINUTE }) })
    await due.run()
    due.clock.set(NOON + 11 * MINUTE)
    const sender = testSender()
    expect(await release(due.plan, sender, due.clock.now())).toMatchObject({ released: 2, skipped: 0 })
    expect(sender.sent).toContain(due.id)
  })

  it('tells the log that it will be tried again, and as a failure only at the end', async () => {
    const due = await dueEntry({ does: failing(9), policy: retrying({ retries: 1 }) })
    const logger = testLogger()
    const ports = { ...due.ports, logger }
    await execute(due.id, due.plan, ports)
    await comeDue(due)
    await execute(due.id, due.plan, ports)
    const told = logger.lines
      .filter(({ level }) => level !== 'info')
      .map(({ level, message }) => `${level}: ${message}`)
    expect(told).toEqual(['warn: run failed and will be tried again', 'error: run failed'])
  })
})

describe('a lost run', () => {
  async function lostRun(policy: ReturnType<typeof retrying>) {
    const door = makeDoor()
    const due = await dueEntry({ does: ({ attempt }) => (attempt === 1 ? door.opened : attempt), policy })
    const first = due.run()
    await expect.poll(() => due.ports.runs.size).toBe(1)
    due.clock.set(due.clock.now() + 7 * SECOND)
    await sweep(due.plan, testSender(), due.clock.now())
    return { due, door, first }
  }

  it('is tried again where the job asks for retries, and its late outcome is refused', async () => {
    const { due, door, first } = await lostRun(retrying({}))
    expect(await due.entry()).toMatchObject({
      status: 'pending',
      attempts: [{ reason: 'worker lost', worker: 'worker-1' }],
    })
    await comeDue(due)
    const second = execute(due.id, due.plan, testPorts(due.plan, due.clock, { worker: 'worker-2' }))
    expect(await second).toBe('success')
    door.open('too late')
    expect(await first).toBe('fenced')
    expect(await due.entry()).toMatchObject({ status: 'success', attempt: 2, result: '2', worker: 'worker-2' })
  })

  it('ends as error where the job retries only other errors', async () => {
    const { due, door, first } = await lostRun(retrying({ retryOn: ['RangeError'] }))
    expect(await due.entry()).toMatchObject({ status: 'error', reason: 'worker lost' })
    door.open()
    expect(await first).toBe('fenced')
  })
})
