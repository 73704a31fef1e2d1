import { type App, checkHealth, Node, queryEntries, resumeJob } from '@horarium/app'
import type { Logger } from '@horarium/core'
import { readAudit } from '@horarium/store'
import { describe, expect, it, onTestFinished } from 'vitest'
import { job, jobOf, makeProjectFolder, openAt, silent } from './support/test-app.js'

/** A node that calls a method every second, which may fail twice in a row, and end its process twice in a row. */
async function failingNode(method: string, logger: Logger = silent): Promise<App> {
  const settings = { 'system/cron/default/poison_failures': '2', 'system/cron/default/poison_crashes': '2' }
  const jobs = { bad: `<every>1</every>${job('', method)}` }
  const app = await openAt(makeProjectFolder({ jobs, site: { settings } }), {}, logger)
  const node = new Node(app, {})
  await node.start()
  onTestFinished(() => node.stop(0))
  return app
}

async function pauseOf(app: App): Promise<string | undefined> {
  return jobOf(app, 'bad').pause?.note
}

describe('a job that fails too often in a row', () => {
  it('is paused by horarium itself until a person resumes it, and everybody is told', async () => {
    const alerts: string[] = []
    const app = await failingNode('fail', { ...silent, error: (message) => alerts.push(message) })
    await expect.poll(() => pauseOf(app), { timeout: 15_000 }).toMatch(/^it failed \d+ times in a row, last bad@/)

    expect(alerts).toContain('job paused')
    expect((await readAudit(app.instance, 1))[0]).toMatchObject({ path: 'crontab/jobs/bad/pause', author: 'horarium' })
    expect((await checkHealth(app)).warnings.join()).toMatch(/^job bad is paused by horarium until .*job:resume bad/)
    const skipped = async () => queryEntries(app, { statuses: ['skipped'], jobCode: 'bad', limit: 1 })
    await expect.poll(async () => (await skipped())[0]?.reason, { timeout: 15_000 }).toContain('paused by horarium')

    await resumeJob(app, jobOf(app, 'bad'))
    expect(await pauseOf(app)).toBeUndefined()
  }, 40_000)

  it('is paused also where its process dies under it', async () => {
    const app = await failingNode('exit')
    await expect
      .poll(() => pauseOf(app), { timeout: 30_000 })
      .toMatch(/^its process died \d+ times in a row, last bad@/)
  }, 40_000)
})
