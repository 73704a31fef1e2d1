import { type App, findJob, queryEntries, runJob } from '@horarium/app'
import { expect } from 'vitest'
import { browserTest, openAdmin } from '../support/browser.js'
import { job } from '../support/instance.js'

const DAY_MS = 86_400_000
const JOBS = { deliver: job('ok', '', '<label>Deliver services</label>'), expire: job('fail') }

/** Runs a job so many days ago, as whoever was there then. */
async function run(app: App, code: string, daysAgo = 0): Promise<string> {
  const then = app.clock.now() - daysAgo * DAY_MS
  const past = { ...app, clock: { now: () => then } }
  return (await runJob(past, findJob(app.configuration().jobs, code), { params: {} })).entry.id
}

// "Tâche récurrente" of CLIENTXCMS' manual, as far as it is of pages.

browserTest('each action has a report of its executions; one leads to its exception or its result', async () => {
  const { app, page, open } = await openAdmin({ jobs: JOBS })
  for (const code of ['deliver', 'expire']) await run(app, code)

  await open('/jobs')
  await page.getByRole('link', { name: 'Deliver services' }).click()
  await page.getByRole('heading', { level: 1, name: 'Deliver services' }).waitFor()
  await page.locator('tbody a[href^="/entries/"]').first().click()
  await page.getByRole('region', { name: 'Result' }).getByText('42').waitFor()

  await open('/jobs/expire')
  await page.locator('tbody a[href^="/entries/"]').first().click()
  await page.getByRole('heading', { name: 'Exception' }).waitFor()
  await page.getByRole('region', { name: 'Stack' }).getByText('TypeError: the disk is full').waitFor()
})

browserTest('an action is executed by hand from its report', async () => {
  const { app, page } = await openAdmin({ jobs: JOBS, path: '/jobs/deliver', role: 'operate' })
  await page.getByRole('button', { name: 'Run now' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Run it' }).click()
  const ended = (): Promise<unknown> => queryEntries(app, { statuses: ['success'], jobCode: 'deliver', limit: 1 })
  await expect.poll(ended, { timeout: 9_000 }).toMatchObject([{ source: 'manual', author: 'token:operate' }])
})

browserTest('old executions are deleted, those of the last 15 days stay', async () => {
  const { app, page, open } = await openAdmin({ jobs: JOBS })
  for (const daysAgo of [17, 16, 14]) await run(app, 'deliver', daysAgo)

  await open('/entries')
  await page.getByRole('button', { name: 'Purge…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Purge 2 entries' }).click()
  await page.getByText('2 entries are purged.').waitFor()

  expect(await queryEntries(app, { statuses: ['success'], jobCode: 'deliver', limit: 9 })).toHaveLength(1)
})
