import { entryId } from '@horarium/core'
import { execute, keepLeases, LEASE_MS, sweep } from '@horarium/engine'
import { addReleased, dayOf, findEntry, readCounts } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { makeDoor } from './support/door.js'
import { dueEntry } from './support/due-entry.js'
import { HOUR, MINUTE, testPlan, testPorts, testSender } from './support/test-engine.js'

describe('execute', () => {
  it('calls the handler with the entry and keeps what it returned, said and logged', async () => {
    const due = await dueEntry({
      does: ({ id, attempt, log, progress, setMessage }) => {
        due.clock.set(due.clock.now() + 250)
        log.info('halfway', { rows: 7 })
        progress(50)
        setMessage('all well')
        return { id, attempt }
      },
    })
    expect(await due.run()).toBe('success')
    const result = JSON.stringify({ id: due.id, attempt: 1 })
    const said = { result, message: 'all well', progress: 50, durationMs: 250, attempt: 1, worker: 'worker-1' }
    expect(await due.entry()).toMatchObject({ status: 'success', reason: 'handler returned', ...said })
    expect(await due.log()).toMatchObject([{ level: 'info', message: 'halfway', rows: 7 }])
  })

  it('keeps class, message and stack of what a handler threw', async () => {
    const due = await dueEntry({
      does: () => {
        throw new TypeError('the disk is full\nreally')
      },
    })
    expect(await due.run()).toBe('error')
    const entry = await due.entry()
    expect(entry).toMatchObject({ status: 'error', reason: 'TypeError: the disk is full' })
    expect(entry?.error).toMatchObject({ name: 'TypeError', message: 'the disk is full\nreally' })
    expect(entry?.error?.stack).toContain('execute.test')
  })

  it.each([
    ['a text', 'a text'],
    ['nothing', undefined],
    ['null', null],
    ['what has no text', { toString: null, toJSON: null }],
    ['what JSON does not know', 1n],
  ])('survives a handler that throws %s', async (_, thrown) => {
    const due = await dueEntry({
      does: () => {
        throw thrown
      },
    })
    expect(await due.run()).toBe('error')
    expect((await due.entry())?.reason).toMatch(/^thrown value: /)
  })

  it('survives a result that cannot be written as JSON', async () => {
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    const due = await dueEntry({ does: () => circle })
    expect(await due.run()).toBe('success')
    expect((await due.entry())?.result).toContain('cannot be written as JSON')
  })

  it('cuts a log at 64 KiB and marks it', async () => {
    const due = await dueEntry({
      does: ({ log }) => {
        for (let line = 0; line < 2_000; line += 1) log.info('x'.repeat(100))
      },
    })
    await due.run()
    const lines = await due.log()
    expect(lines.at(-1)).toMatchObject({ level: 'warn', cut: true })
    expect(JSON.stringify(lines).length).toBeLessThan(66_000)
  })

  it('runs an entry once, however often its id arrives', async () => {
    let runs = 0
    const due = await dueEntry({ does: () => (runs += 1) })
    const executions = await Promise.all([due.run(), due.run(), due.run()])
    executions.push(await due.run())
    expect({ runs, executions: executions.toSorted() }).toEqual({
      runs: 1,
      executions: ['left', 'left', 'left', 'success'],
    })
  })

  it('skips an entry while another run of its job lives, and names that run', async () => {
    const door = makeDoor()
    const due = await dueEntry({ does: () => door.opened })
    const first = due.run()
    const { lane } = due.plan
    const second =
      (await addReleased(lane, { jobCode: 'a', instant: due.clock.now() + 7, author: 'ada' }, due.clock.now())) ?? ''
    await expect.poll(() => due.ports.runs.size).toBe(1)
    expect(await due.run(second)).toBe('skipped')
    expect((await findEntry(lane, second))?.reason).toBe(`overlap: ${due.id} was still running`)
    expect(await lane.redis.hget(lane.keys.held, 'a')).toBe(due.id)
    door.open()
    expect(await first).toBe('success')
  })

  it('misses an entry that waited in the queue beyond its lifetime', async () => {
    const due = await dueEntry({ does: () => undefined })
    due.clock.set(due.clock.now() + HOUR)
    expect(await due.run()).toBe('missed')
    expect((await due.entry())?.reason).toBe('in the queue, but not started within 15 min of its time')
  })

  it.each([
    ['disabled', 'the job is disabled'],
    ['invalid', 'the job is invalid: see validate'],
  ] as const)('skips the calendar entry of a job that is %s by now', async (status, reason) => {
    const due = await dueEntry({ does: () => undefined, status })
    expect(await due.run()).toBe('skipped')
    expect((await due.entry())?.reason).toBe(reason)
  })

  it('runs a disabled job when a person asked for it', async () => {
    const due = await dueEntry({ does: ({ params }) => params, status: 'disabled' })
    const asked = { jobCode: 'a', instant: due.clock.now() + 1, author: 'ada', params: { colour: 'red' } }
    const id = (await addReleased(due.plan.lane, asked, due.clock.now())) ?? ''
    expect(await due.run(id)).toBe('success')
    expect(await findEntry(due.plan.lane, id)).toMatchObject({
      result: '{"colour":"red"}',
      source: 'manual',
      author: 'ada',
    })
  })

  it('leaves an entry of a job it does not know to processes that do', async () => {
    const due = await dueEntry({})
    expect(await execute(due.id, testPlan(due.plan.lane, []), due.ports)).toBe('left')
    expect(await due.entry()).toMatchObject({ status: 'pending' })
  })

  it('counts how each job ended by day', async () => {
    const due = await dueEntry({ does: () => undefined })
    await due.run()
    const counts = await readCounts(due.plan.lane, dayOf(due.clock.now()))
    expect(counts.get('a')).toEqual(new Map([['success', 1]]))
  })
})

describe('a lease', () => {
  it('is kept while the handler lives, and what it said is kept meanwhile', async () => {
    const door = makeDoor()
    const due = await dueEntry({
      does: ({ log }) => {
        log.info('begun')
        return door.opened
      },
    })
    const ended = due.run()
    await expect.poll(() => due.ports.runs.size).toBe(1)
    due.clock.set(due.clock.now() + LEASE_MS - 1)
    await keepLeases(due.plan, due.ports)
    due.clock.set(due.clock.now() + LEASE_MS - 1)
    expect(await sweep(due.plan, testSender(), due.clock.now())).toMatchObject({ lost: 0 })
    expect(await due.log()).toMatchObject([{ message: 'begun' }])
    door.open()
    expect(await ended).toBe('success')
  })

  it('once lost aborts the run, and its late outcome is refused', async () => {
    const door = makeDoor()
    const aborted: unknown[] = []
    const due = await dueEntry({
      does: ({ signal }) => {
        signal.addEventListener('abort', () => aborted.push(signal.reason))
        return door.opened
      },
    })
    const ended = due.run()
    await expect.poll(() => due.ports.runs.size).toBe(1)
    due.clock.set(due.clock.now() + MINUTE)
    await sweep(due.plan, testSender(), due.clock.now())
    await keepLeases(due.plan, due.ports)
    door.open('too late')
    expect(await ended).toBe('fenced')
    expect(aborted).toMatchObject([{ message: 'the run lost its lease' }])
    expect(await due.entry()).toMatchObject({ status: 'error', reason: 'worker lost' })
  })

  it('frees the job for the next entry, whose run the lost one cannot end', async () => {
    const door = makeDoor()
    const due = await dueEntry({ does: () => door.opened })
    const ended = due.run()
    await expect.poll(() => due.ports.runs.size).toBe(1)
    due.clock.set(due.clock.now() + MINUTE)
    await sweep(due.plan, testSender(), due.clock.now())
    const { lane } = due.plan
    const next = entryId('a', due.clock.now() + 1)
    await addReleased(lane, { jobCode: 'a', instant: due.clock.now() + 1, author: 'ada' }, due.clock.now())
    const second = execute(next, due.plan, testPorts(due.plan, due.clock, { worker: 'worker-2' }))
    await expect.poll(async () => (await findEntry(lane, next))?.status).toBe('running')
    expect(await lane.redis.hget(lane.keys.held, 'a')).toBe(next)
    door.open()
    expect(await Promise.all([ended, second])).toEqual(['fenced', 'success'])
  })
})
