import { type App, queryEntries, runJob, setJobActive, showEntry } from '@horarium/app'
import { type Entry, STATUSES } from '@horarium/core'
import { generate } from '@horarium/engine'
import { describe, expect, it } from 'vitest'
import { planFor } from './support/lanes.js'
import { at, job, jobOf, openTestApp } from './support/test-app.js'

function entriesOf(app: App): Promise<readonly Entry[]> {
  return queryEntries(app, { statuses: STATUSES, limit: 100 })
}

describe('running a job by hand', () => {
  it('keeps result, log, params and who asked, beside the instants of the calendar', async () => {
    const app = await openTestApp({ jobs: { mail: job('0 3 * * *') } })

    const { entry, log } = await runJob(app, jobOf(app, 'mail'), { params: { colour: 'red' } })

    expect(entry).toMatchObject({ status: 'success', source: 'manual', author: app.author, attempt: 1 })
    expect(entry).toMatchObject({ result: '{"answer":42}', params: { colour: 'red' } })
    expect(entry.scheduledAt % 1_000).not.toBe(0)
    expect(JSON.parse(log)).toMatchObject({ level: 'info', message: 'worked well', colour: 'red' })
    expect(await showEntry(app, entry.id)).toEqual({ entry, log })
  })

  it('keeps class, message and stack of what the handler threw', async () => {
    const app = await openTestApp({ jobs: { mail: job('', 'fail') } })

    const { entry } = await runJob(app, jobOf(app, 'mail'), { params: {} })

    expect(entry).toMatchObject({ status: 'error', reason: 'TypeError: the disk is full' })
    expect(entry.error).toMatchObject({ name: 'TypeError', message: 'the disk is full' })
    expect(entry.error?.stack).toContain('Work.mjs')
  })

  it('is refused while the job runs, and leaves nothing behind', async () => {
    const app = await openTestApp({ jobs: { mail: job('', 'slow') } })
    const stop = new AbortController()
    const first = runJob(app, jobOf(app, 'mail'), { params: {}, signal: stop.signal })
    await expect.poll(() => entriesOf(app)).toMatchObject([{ status: 'running' }])

    const second = runJob(app, jobOf(app, 'mail'), { params: {} })

    await expect(second).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/^Not started: mail@.+ is still running\.$/),
    })
    expect(await entriesOf(app)).toHaveLength(1)
    stop.abort()
    await first
    expect(await entriesOf(app)).toMatchObject([{ id: (await first).entry.id }])
  })

  it('works for a disabled job, and leaves it disabled', async () => {
    const app = await openTestApp({ jobs: { mail: `<active>0</active>${job('* * * * *')}` } })

    expect((await runJob(app, jobOf(app, 'mail'), { params: {} })).entry.status).toBe('success')

    expect(jobOf(app, 'mail').status).toBe('disabled')
    expect(await queryEntries(app, { statuses: ['pending'], limit: 9 })).toEqual([])
  })

  it.each([
    ['an expression that cannot be read', job('61 * * * *'), /minute/],
    ['a handler that is not there', job('0 3 * * *', 'nothing'), /nothing/],
  ])('is refused for %s, with the reason, and leaves nothing behind', async (_, node, reason) => {
    const app = await openTestApp({ jobs: { mail: node } })

    const run = runJob(app, jobOf(app, 'mail'), { params: {} })

    await expect(run).rejects.toMatchObject({ code: 'configuration', message: expect.stringMatching(reason) })
    expect(await entriesOf(app)).toEqual([])
  })

  it('twice within one millisecond makes two entries', async () => {
    const real = await openTestApp({ jobs: { mail: job('') } })
    const app = at(real, Date.UTC(2026, 0, 31, 10, 5))

    const first = await runJob(app, jobOf(app, 'mail'), { params: {} })
    const second = await runJob(app, jobOf(app, 'mail'), { params: {} })

    expect([first.entry.id, second.entry.id]).toEqual(['mail@20260131T100500.001Z', 'mail@20260131T100500.002Z'])
  })
})

describe('switching a job', () => {
  it('off withdraws what is pending at once, on writes it again, and a run goes on', async () => {
    const app = await openTestApp({ jobs: { mail: job('* * * * *', 'slow') } })
    await generate(planFor(app, 'default'), app.clock.now())
    const stop = new AbortController()
    const run = runJob(app, jobOf(app, 'mail'), { params: {}, signal: stop.signal })
    await expect.poll(() => queryEntries(app, { statuses: ['running'], limit: 9 })).toHaveLength(1)

    const withdrawn = await setJobActive(app, jobOf(app, 'mail'), false)

    expect(await queryEntries(app, { statuses: ['pending'], limit: 9 })).toEqual([])
    expect(await setJobActive(app, jobOf(app, 'mail'), true)).toBeGreaterThan(18)
    expect(withdrawn).toBeGreaterThan(18)
    stop.abort()
    expect((await run).entry.status).toBe('success')
  })
})
