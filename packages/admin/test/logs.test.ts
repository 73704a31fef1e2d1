import { findJob, runJob } from '@horarium/app'
import { expect } from 'vitest'
import { seriousFaults } from './support/axe.js'
import { browserTest, openAdmin, PHONE, type TestAdmin, type TestAdminOptions } from './support/browser.js'
import { job } from './support/instance.js'

const JOBS = { post: job('ok', '', '<label>Letters</label>'), sync: job('fail') }

/** The logs of an instance on which `post` and `sync` ran. */
function openLogs(options: TestAdminOptions = {}): Promise<TestAdmin> {
  const before: TestAdminOptions['before'] = async ({ app }) => {
    const { jobs } = app.configuration()
    for (const code of ['post', 'sync']) await runJob(app, findJob(jobs, code), { params: {} })
  }
  return openAdmin({ path: '/logs', ...options, jobs: JOBS, before })
}

browserTest('what runs have logged is read over all jobs, and of one from its page', async () => {
  const { page, open } = await openLogs()
  await expect.poll(() => page.getByRole('log').allInnerTexts()).toHaveLength(2)
  await page
    .getByRole('region', { name: /^sync@/ })
    .getByText('it will fail')
    .waitFor()

  await open('/jobs/post')
  await page.getByRole('link', { name: 'Logs of its runs' }).click()
  await expect.poll(() => page.getByRole('log').allInnerTexts()).toEqual([expect.stringContaining('a line of the log')])
  await page.getByRole('link', { name: 'Letters' }).click()
  await page.getByRole('heading', { level: 1, name: /^post@/ }).waitFor()
})

browserTest('lines are searched, narrowed to the grave ones, and a run that comes shows by itself', async () => {
  const { page, app } = await openLogs()
  await page.keyboard.press('/')
  await page.keyboard.type('LINE of')
  await expect.poll(() => page.getByRole('log').count()).toBe(1)
  await page.reload()
  await page.getByText('a line of the log').waitFor()
  await page.getByRole('searchbox').fill('')
  await page.getByRole('combobox', { name: 'Level' }).click()
  await page.getByRole('option', { name: 'warn or graver' }).click()
  await expect.poll(() => page.getByRole('log').allInnerTexts()).toEqual([expect.stringContaining('it will fail')])
  await runJob(app, findJob(app.configuration().jobs, 'sync'), { params: {} })
  await expect.poll(() => page.getByRole('log').count()).toBe(2)
})

browserTest('axe finds nothing serious in the logs', async () => {
  const { page } = await openLogs()
  await page.getByText('it will fail').waitFor()
  expect(await seriousFaults(page)).toEqual([])
})

browserTest('logs are told in French, and nothing runs over the edge of a phone', async () => {
  const { page } = await openLogs({ context: { locale: 'fr-FR', viewport: PHONE } })
  await page.getByRole('heading', { level: 1, name: 'Journaux' }).waitFor()
  await page.getByText('it will fail').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width)
})
