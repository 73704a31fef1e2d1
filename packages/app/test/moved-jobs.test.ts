import { addEntry, type App, listJobs, queryEntries, resetJob, runJob, setJob, showEntry } from '@horarium/app'
import { execute, type Execution, generate, openExecutionPorts, release } from '@horarium/engine'
import { addReleased } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { planFor, senderFor } from './support/lanes.js'
import { at, job, jobOf, openAt, openTestApp, silent } from './support/test-app.js'

const MINUTE = 60_000

async function move(app: App, code: string, group: string): Promise<void> {
  await setJob(app, jobOf(app, code), { group, dryRun: false })
}

/** Releases one entry of a job in a lane. */
async function releasedIn(app: App, lane: string, jobCode: string): Promise<string> {
  const now = app.clock.now()
  for (let instant = now; ; instant += 1) {
    const id = await addReleased(planFor(app, lane).lane, { jobCode, instant, author: 'ann' }, now)
    if (id !== undefined) return id
  }
}

/** Does what the executor of a lane does when it receives an id. */
function receive(app: App, lane: string, id: string): Promise<Execution> {
  const plan = planFor(app, lane)
  const ports = openExecutionPorts({
    plan: () => plan,
    clock: app.clock,
    logger: silent,
    worker: 'w',
    sender: senderFor(app, lane),
  })
  return execute(id, plan, ports)
}

describe('a job moved to another group', () => {
  it('has its pending entries withdrawn there and written here, before the command ends', async () => {
    const app = await openTestApp({ jobs: { mail: job('* * * * *'), post: job('* * * * *') } })
    await generate(planFor(app, 'default'), app.clock.now())
    const pending = await queryEntries(app, { statuses: ['pending'], jobCode: 'mail', limit: 99 })

    await move(app, 'mail', 'letters')

    const moved = await queryEntries(app, { statuses: ['pending'], jobCode: 'mail', limit: 99 })
    expect(new Set(moved.map(({ group }) => group))).toEqual(new Set(['letters']))
    expect(moved.map(({ id }) => id).slice(0, 19)).toEqual(pending.map(({ id }) => id).slice(0, 19))
    expect(jobOf(app, 'mail')).toMatchObject({ group: 'letters', movedFrom: 'default' })
  })

  it('does not run here while a run of it is alive there', async () => {
    const app = await openTestApp({ jobs: { mail: job('', 'slow') } })
    const stop = new AbortController()
    const run = runJob(app, jobOf(app, 'mail'), { params: {}, signal: stop.signal })
    await expect.poll(() => queryEntries(app, { statuses: ['running'], limit: 9 })).toHaveLength(1)
    await move(app, 'mail', 'letters')
    const later = await openAt(app.project.directory)
    const ids = [await releasedIn(app, 'letters', 'mail'), await releasedIn(later, 'letters', 'mail')]

    expect([await receive(app, 'letters', ids[0] ?? ''), await receive(later, 'letters', ids[1] ?? '')]).toEqual([
      'skipped',
      'skipped',
    ])
    await expect(runJob(later, jobOf(later, 'mail'), { params: {} })).rejects.toMatchObject({ code: 'conflict' })
    stop.abort()
    const { entry } = await run
    expect((await showEntry(app, ids[0] ?? '')).entry.reason).toBe(`overlap: ${entry.id} was still running`)
  })

  it('cannot be started there by a process that has not heard of it, once it may run here', async () => {
    const app = await openTestApp({ jobs: { mail: job('') } })
    const stale = await openAt(app.project.directory)
    const [old, last] = [await releasedIn(stale, 'default', 'mail'), await releasedIn(stale, 'default', 'mail')]
    expect(await receive(stale, 'default', old)).toBe('success')

    await move(app, 'mail', 'letters')
    expect(await receive(app, 'letters', await releasedIn(app, 'letters', 'mail'))).toBe('success')

    expect(await receive(stale, 'default', last)).toBe('left')
    expect(await receive(app, 'default', last)).toBe('moved')
  })

  it('takes along what was released there already, and what a person asked for', async () => {
    const app = await openTestApp({ jobs: { mail: job('* * * * *') } })
    const now = app.clock.now()
    const tomorrow = await addEntry(app, jobOf(app, 'mail'), { at: now + 90_500, params: { colour: 'red' } })
    await generate(planFor(app, 'default'), now)
    await release(planFor(app, 'default'), senderFor(app, 'default'), now + MINUTE)
    const [released] = await queryEntries(app, { statuses: ['pending'], jobCode: 'mail', limit: 1 })
    await move(app, 'mail', 'letters')
    const later = at(app, now + 2 * MINUTE)
    await release(planFor(app, 'default'), senderFor(app, 'default'), later.clock.now())

    for (const id of [released?.id ?? '', tomorrow]) {
      expect(await receive(later, 'default', id)).toBe('moved')
      await release(planFor(app, 'letters'), senderFor(app, 'letters'), later.clock.now())
      await receive(later, 'letters', id)
      expect(['success', 'skipped']).toContain((await showEntry(app, id)).entry.status)
    }
    const { entry } = await showEntry(app, tomorrow)
    expect(entry).toMatchObject({ group: 'letters', source: 'manual', author: app.author, params: { colour: 'red' } })
  })

  it('keeps its last run in sight, and runs again where it was when it comes back', async () => {
    const app = await openTestApp({ jobs: { mail: job(''), post: job('') } })
    await runJob(app, jobOf(app, 'mail'), { params: {} })
    await move(app, 'mail', 'letters')
    expect((await listJobs(app))[0]).toMatchObject({ lastStatus: 'success' })
    await runJob(app, jobOf(app, 'mail'), { params: {} })

    await resetJob(app, 'mail', { parts: ['group'], params: [], dryRun: false })
    const fresh = await openAt(app.project.directory)

    expect((await runJob(fresh, jobOf(fresh, 'mail'), { params: {} })).entry.group).toBe('default')
    expect((await runJob(app, jobOf(app, 'mail'), { params: {} })).entry.group).toBe('default')
  })
})
