import { RunStop } from '@horarium/core'
import { describe, expect, it } from 'vitest'
import { TestCrew } from './support/test-crew.js'

describe('a handler in a child process', () => {
  it('ends as what it returned', async () => {
    expect(await new TestCrew().run('succeed')).toMatchObject({ status: 'success', result: '"fine"' })
  })

  it('is heard while it runs', async () => {
    const crew = new TestCrew()
    expect((await crew.run('talk')).result).toBe('"2026-01-31T12:00:00.000Z"')
    expect(crew.lines).toContainEqual({ message: 'progress', percent: 40 })
    expect(crew.lines).toContainEqual({ message: 'said', said: 'half way' })
    expect(crew.lines).toContainEqual(expect.objectContaining({ message: 'hello', big: '1', error: 'Error: inside' }))
    await expect.poll(() => JSON.stringify(crew.lines)).toContain('to the output')
  })

  it.each([
    ['fail', 'TypeError: no'],
    ['reject', 'RangeError: out'],
    ['throwLater', 'Error: too late'],
    ['settleNever', 'NeverSettled: never settles'],
    ['exit', 'its process was ended by process.exit(3)'],
    ['abort', 'its process was ended by SIGABRT'],
    ['loop', 'its process was blocked for 1.5 s and was ended'],
    ['awaitThenLoop', 'its process was blocked for 1.5 s and was ended'],
    ['corrupt', 'Tampered: Array.map'],
  ])('that does %s ends as an error that says so, and the next one runs', async (method, reason) => {
    const crew = new TestCrew()
    const outcome = await crew.run(method)
    expect(outcome.status).toBe('error')
    expect(outcome.reason.replace('.prototype', '')).toContain(reason)
    expect(await crew.run('succeed')).toMatchObject({ status: 'success' })
  })

  it('that exhausts the heap ends as an error that says so', async () => {
    const crew = new TestCrew({ memoryMiB: 32, blockLimitMs: 15_000 })
    expect((await crew.run('exhaust')).reason).toMatch(/ran out of memory|used \d+ MiB/)
    expect(await crew.run('succeed')).toMatchObject({ status: 'success' })
  })

  it('that breaks the way to its parent is replaced all the same', async () => {
    const crew = new TestCrew()
    expect((await crew.run('breakTheChannel')).status).toBe('error')
    expect(await crew.run('succeed')).toMatchObject({ status: 'success' })
  })

  it('whose rejection nobody awaits goes on', async () => {
    const crew = new TestCrew()
    expect((await crew.run('rejectAside')).result).toBe('"went on"')
    expect(crew.lines).toContainEqual(expect.objectContaining({ error: 'aside' }))
  })
})

describe('a crew', () => {
  it('gives runs to others while one child is blocked', async () => {
    const crew = new TestCrew({ size: 2, blockLimitMs: 3_000 })
    crew.crew.warm([])
    const pid = async (): Promise<unknown> =>
      (await Promise.all([crew.run('pid'), crew.run('pid')])).map((one) => one.result)
    await expect.poll(async () => new Set((await pid()) as string[]).size).toBe(2)
    const blocked = crew.start('loop')
    const others = await Promise.all(Array.from({ length: 5 }, () => crew.run('succeed')))
    expect(others.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'success'))
    expect((await blocked.ended).reason).toContain('blocked for 3 s')
  })

  it('calls those elsewhere that a blocked child has not called', async () => {
    const crew = new TestCrew()
    await crew.run('pid')
    const blocked = crew.start('loop')
    const behind = await Promise.all(Array.from({ length: 5 }, () => crew.run('succeed')))
    expect(new Set(behind.map(({ status }) => status))).toEqual(new Set(['success']))
    expect((await blocked.ended).reason).toBe('its process was blocked for 1.5 s and was ended')
  })

  it('lets a handler go on that only blocks for a while', async () => {
    expect((await new TestCrew({ blockLimitMs: 5_000 }).run('blockFor', { ms: '1800' })).result).toBe('"unblocked"')
  })

  it('tells who took the process from those beside it, which are no more to blame than for a lost node', async () => {
    const crew = new TestCrew()
    const beside = crew.start('sleepFor', { ms: '60000' })
    expect((await crew.run('exit')).error?.name).toBe('ProcessDied')
    const outcome = await beside.ended
    expect(outcome.reason).toContain('process.exit(3), with exit@')
    expect(outcome.error?.name).toBe('WorkerLost')
  })

  it('gives a run of its own a fresh process', async () => {
    const crew = new TestCrew()
    const pids = [await crew.run('pid', {}, 'process'), await crew.run('pid', {}, 'process'), await crew.run('pid')]
    expect(new Set(pids.map(({ result }) => result)).size).toBe(3)
  })

  it('replaces a child after so many runs', async () => {
    const crew = new TestCrew({ recycleAfter: 2 })
    const first = await crew.run('pid')
    await expect.poll(async () => (await crew.run('pid')).result !== first.result).toBe(true)
  })

  it('gives new runs to new processes when the code has changed', async () => {
    const crew = new TestCrew()
    const slow = crew.start('sleepFor', { ms: '300' })
    const before = await crew.run('pid')
    crew.crew.renew([])
    expect((await crew.run('pid')).result).not.toBe(before.result)
    expect((await slow.ended).result).toBe('"slept"')
  })
})

describe('a run that is stopped', () => {
  it('hears it by its signal', async () => {
    const crew = new TestCrew()
    const run = crew.start('untilStopped')
    await crew.run('succeed')
    run.stop(new Error('enough'))
    expect((await run.ended).result).toBe('"stopped: enough"')
  })

  it('hears it also when it is stopped before it is called', async () => {
    const run = new TestCrew().start('untilStopped')
    run.stop(new Error('at once'))
    expect((await run.ended).result).toBe('"stopped: at once"')
  })

  it('is ended with its process when it does not follow in time', async () => {
    const crew = new TestCrew()
    const run = crew.start('ignoreStop')
    await crew.run('succeed')
    run.stop(new RunStop('killed', { verdict: 'killed', graceMs: 100 }))
    expect((await run.ended).reason).toContain('did not stop when asked to')
  })

  it('lets those beside it end first', async () => {
    const crew = new TestCrew()
    const beside = crew.start('sleepFor', { ms: '600' })
    const run = crew.start('ignoreStop')
    await crew.run('succeed')
    run.stop(new RunStop('killed', { verdict: 'killed', graceMs: 50 }))
    expect((await beside.ended).result).toBe('"slept"')
    expect((await run.ended).status).toBe('error')
  })
})
