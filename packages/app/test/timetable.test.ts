import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addEntry, queryEntries, setJobActive, setSetting, showEntry } from '@horarium/app'
import { generate, release, sweep } from '@horarium/engine'
import { openReceiver } from '@horarium/queue'
import { describe, expect, it, onTestFinished } from 'vitest'
import { planFor, senderFor, wipeQueue } from './support/lanes.js'
import { job, jobOf, openAt, openTestApp } from './support/test-app.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('an entry written by hand', () => {
  it('stands in the timetable with its parameters and its author', async () => {
    const app = await openTestApp({ jobs: { mail: job('') } })
    const instant = app.clock.now() + HOUR

    const id = await addEntry(app, jobOf(app, 'mail'), { at: instant, params: { colour: 'red' } })

    const { entry } = await showEntry(app, id)
    expect(entry).toMatchObject({ status: 'pending', scheduledAt: instant, source: 'manual', attempt: 0 })
    expect(entry).toMatchObject({ author: app.author, params: { colour: 'red' } })
  })

  it('is refused in the past, and at an instant the job has already', async () => {
    const app = await openTestApp({ jobs: { mail: job('') } })
    const mail = jobOf(app, 'mail')
    const instant = app.clock.now() + HOUR
    await addEntry(app, mail, { at: instant })

    await expect(addEntry(app, mail, { at: instant })).rejects.toMatchObject({ code: 'conflict' })
    await expect(addEntry(app, mail, { at: app.clock.now() - 1 })).rejects.toMatchObject({ code: 'usage' })
    expect(await queryEntries(app, { statuses: ['pending'], limit: 9 })).toHaveLength(1)
  })

  it('is refused for a job that could not run', async () => {
    const app = await openTestApp({ jobs: { lost: job('', 'nothing'), off: `<active>0</active>${job('')}` } })
    const instant = app.clock.now() + HOUR

    const adding = addEntry(app, jobOf(app, 'lost'), { at: instant })

    await expect(adding).rejects.toMatchObject({ code: 'configuration', message: expect.stringContaining('nothing') })
    expect(await addEntry(app, jobOf(app, 'off'), { at: instant })).toMatch(/^off@/)
  })

  it('stays when the calendar of its job changes, or the job is switched off', async () => {
    const app = await openTestApp({ jobs: { mail: job('* * * * *') } })
    const id = await addEntry(app, jobOf(app, 'mail'), { at: app.clock.now() + HOUR })
    await generate(planFor(app, 'default'), app.clock.now())

    await setSetting(app, 'crontab/jobs/mail/schedule/cron_expr', '0 3 1 1 *')
    await setJobActive(app, jobOf(app, 'mail'), false)

    expect(await queryEntries(app, { statuses: ['pending'], limit: 99 })).toMatchObject([{ id }])
  })
})

describe('a queue that was wiped', () => {
  it('is filled again by the next sweep after ten seconds', async () => {
    const app = await openTestApp({ jobs: { mail: job('* * * * *'), post: job('* * * * *') } })
    const plan = planFor(app, 'default')
    const sender = senderFor(app, 'default')
    const now = app.clock.now()
    await generate(plan, now)
    const { released } = await release(plan, sender, now + MINUTE)
    await wipeQueue(plan.lane)

    const early = await sweep(plan, sender, now + MINUTE + 9_999)
    const again = await sweep(plan, sender, now + MINUTE + 10_000)

    expect([released, early.rereleased, again.rereleased]).toEqual([2, 0, 2])
    const received: string[] = []
    const receiver = openReceiver({
      connection: app.redis,
      prefix: plan.lane.keys.prefix,
      concurrency: 1,
      onEntry: async (id) => void received.push(id),
      onError: (error) => expect.unreachable(error.message),
    })
    onTestFinished(() => receiver.close())
    await expect.poll(() => received.map((id) => id.split('@')[0]).toSorted()).toEqual(['mail', 'post'])
  })
})

describe('the lane of a group that is gone', () => {
  it('is still cleared: what was pending is withdrawn, what was released ends as missed', async () => {
    const first = await openTestApp({ jobs: { mail: `<group>post</group>${job('* * * * *')}` } })
    const now = first.clock.now()
    await generate(planFor(first, 'post'), now)
    await release(planFor(first, 'post'), senderFor(first, 'post'), now + MINUTE)
    const { directory } = first.project
    writeFileSync(join(directory, 'modules/Test/Work/etc/config.xml'), '<config/>')
    const app = await openAt(directory)

    const plan = planFor(app, 'post')
    const { withdrawn } = await generate(plan, now + MINUTE)
    const { missed } = await sweep(plan, senderFor(app, 'post'), now + 17 * MINUTE)

    expect([...plan.jobs.keys()]).toEqual([])
    expect(withdrawn).toBeGreaterThan(17)
    expect(missed).toBe(1)
    const left = await queryEntries(app, { statuses: ['pending', 'missed'], group: 'post', limit: 99 })
    expect(left).toMatchObject([{ status: 'missed', reason: expect.stringContaining('released') }])
  })

  it('is left with nothing pending when its jobs move to more shards', async () => {
    const app = await openTestApp({ jobs: { mail: job('* * * * *'), post: job('* * * * *') } })
    await generate(planFor(app, 'default'), app.clock.now())

    await setSetting(app, 'shards', '4')

    const entries = await queryEntries(app, { statuses: ['pending'], group: 'default', limit: 99 })
    const lanes = [...app.plans().keys()].toSorted()
    expect(lanes).toEqual(['default', 'default#0', 'default#1', 'default#2', 'default#3'])
    expect(await app.redis.zcard(planFor(app, 'default').lane.keys.pending)).toBe(0)
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
    expect(entries.length).toBeGreaterThan(36)
  })
})
