import {
  addEntry,
  type App,
  listJobs,
  nextInstants,
  pauseJob,
  queryEntries,
  resumeJob,
  setJobActive,
  setSetting,
} from '@horarium/app'
import { execute, generate, openExecutionPorts, release } from '@horarium/engine'
import { FINISHED_STATUSES } from '@horarium/core'
import { readAudit } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { planFor, senderFor } from './support/lanes.js'
import { at, job, jobOf, openTestApp, silent } from './support/test-app.js'

const MINUTE = 60_000

/** An app at the middle of a minute, with a job of every minute written down. */
async function written(): Promise<App> {
  const app = await openTestApp({ jobs: { mail: job('* * * * *'), post: job('* * * * *') } })
  const frozen = at(app, Math.floor(app.clock.now() / MINUTE) * MINUTE + MINUTE / 2)
  await generate(planFor(frozen, 'default'), frozen.clock.now())
  return frozen
}

/** What a pass makes of everything that is due. */
async function passAt(app: App, now: number): Promise<void> {
  const plan = planFor(app, 'default')
  await release(plan, senderFor(app, 'default'), now)
  const ports = openExecutionPorts({
    plan: () => plan,
    clock: { now: () => now },
    logger: silent,
    worker: 'w',
    sender: senderFor(app, 'default'),
  })
  for (const { id, releasedAt } of await queryEntries(app, { statuses: ['pending'], limit: 99 })) {
    if (releasedAt !== undefined) await execute(id, plan, ports)
  }
}

async function endings(app: App, jobCode: string): Promise<readonly string[]> {
  const entries = await queryEntries(app, { statuses: FINISHED_STATUSES, jobCode, limit: 99 })
  return entries.toReversed().map(({ status, reason }) => `${status}: ${reason}`)
}

describe('a paused job', () => {
  it('ends as skipped whatever falls due, with who, until when and why, and goes on by itself', async () => {
    const app = await written()
    const now = app.clock.now()
    await pauseJob(app, jobOf(app, 'mail'), { until: now + 2 * MINUTE, note: 'import' })

    for (const minutes of [1, 2, 3]) await passAt(app, now + minutes * MINUTE)

    const until = new Date(now + 2 * MINUTE).toISOString().replace('.000Z', 'Z')
    const skipped = `skipped: paused by ${app.author} until ${until}: import`
    expect(await endings(app, 'mail')).toEqual([skipped, skipped, 'success: handler returned'])
    expect(await endings(app, 'post')).toEqual([
      'success: handler returned',
      'success: handler returned',
      'success: handler returned',
    ])
  })

  it('does not run what was released before, nor later what fell due during the pause', async () => {
    const app = await written()
    const now = app.clock.now()
    await release(planFor(app, 'default'), senderFor(app, 'default'), now + MINUTE)
    await pauseJob(app, jobOf(app, 'mail'), { until: now + 3 * MINUTE, note: '' })

    await passAt(app, now + 2 * MINUTE)
    await passAt(app, now + 5 * MINUTE)

    const ended = await endings(app, 'mail')
    expect(ended.slice(0, 3).every((line) => line.startsWith('skipped: paused by'))).toBe(true)
    expect(ended.slice(3).filter((line) => line.includes('success'))).toHaveLength(1)
  })

  it('runs all the same when a person asks for it', async () => {
    const app = await written()
    const now = app.clock.now()
    await pauseJob(app, jobOf(app, 'mail'), { until: now + 60 * MINUTE, note: '' })
    const id = await addEntry(app, jobOf(app, 'mail'), { at: now + MINUTE })

    await passAt(app, now + MINUTE)

    expect(await queryEntries(app, { statuses: ['success'], jobCode: 'mail', limit: 9 })).toMatchObject([{ id }])
  })

  it('is shown with its pause, its next run after it, and its change in the audit trail', async () => {
    const app = await written()
    const until = app.clock.now() + 90 * MINUTE
    await pauseJob(app, jobOf(app, 'mail'), { until, note: 'import' })

    const [mail] = await listJobs(app)
    expect(mail?.pause).toMatchObject({ until, note: 'import', author: app.author })
    expect(mail?.nextRunAt).toBe(until + MINUTE / 2)
    expect(nextInstants(at(app, until), 'mail', 1)).toEqual([until + MINUTE / 2])
    const [line] = await readAudit(app.instance, 1)
    expect(line).toMatchObject({ path: 'crontab/jobs/mail/pause', before: undefined, author: app.author })
  })

  it('goes on before its time when it is resumed or enabled', async () => {
    const app = await written()
    const until = app.clock.now() + 60 * MINUTE
    for (const goOn of [() => resumeJob(app, jobOf(app, 'mail')), () => setJobActive(app, jobOf(app, 'mail'), true)]) {
      await pauseJob(app, jobOf(app, 'mail'), { until, note: '' })
      await goOn()
      expect(jobOf(app, 'mail').pause).toBeUndefined()
    }
    await expect(resumeJob(app, jobOf(app, 'mail'))).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is not paused into the past, nor by something that is no pause', async () => {
    const app = await written()

    await expect(pauseJob(app, jobOf(app, 'mail'), { until: app.clock.now(), note: '' })).rejects.toThrow('is past')
    await expect(setSetting(app, 'crontab/jobs/mail/pause', 'soon')).rejects.toThrow("Refused: 'soon' is no pause")
  })
})
