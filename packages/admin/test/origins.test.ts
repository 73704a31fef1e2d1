import { type App, findJob, pageEntries, queryEntries, runJob } from '@horarium/app'
import { FINISHED_STATUSES } from '@horarium/core'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { browserTest, openAdmin } from './support/browser.js'
import { job } from './support/instance.js'

// What the manuals of the five systems Horarium grew from tell an admin to do in their pages, done in these.
const FRENCH = { locale: 'fr-FR' }
const DAY = 86_400_000

const button = (within: Page | Locator, name: string): Locator => within.getByRole('button', { name, exact: true })

function ranAt(app: App, code: string, instant: number): Promise<unknown> {
  const then = { ...app, clock: { now: () => instant } }
  return runJob(then, findJob(app.configuration().jobs, code), { params: {} })
}

const BILLING = {
  relances: job('fail', '0 8 * * *', '<label>Relance des factures</label>'),
  livraison: job('ok', '0 0 29 2 *', '<label>Livraison des services</label>'),
}

browserTest('CLIENTXCMS: the report of a task shows each execution, and a click its exception', async () => {
  const { app, page } = await openAdmin({ jobs: BILLING, context: FRENCH })
  await ranAt(app, 'relances', app.clock.now() - DAY)
  await ranAt(app, 'relances', app.clock.now())
  await page.getByRole('link', { name: 'Tâches', exact: true }).click()
  await page.getByRole('link', { name: 'Relance des factures' }).first().click()

  const rows = page.getByRole('row').filter({ hasText: 'the disk is full' })
  await expect.poll(() => rows.count()).toBe(2)
  await rows.first().getByRole('link').first().click()

  await page.getByRole('heading', { level: 1, name: 'relances@' }).waitFor()
  await page.getByText('TypeError').first().waitFor()
  await page.getByText('Work.mjs').first().waitFor()
})

browserTest('CLIENTXCMS: a task is executed by hand from its report', async () => {
  const { app, page, open } = await openAdmin({ jobs: BILLING, context: FRENCH, path: '/jobs/livraison' })
  await button(page, 'Lancer').click()
  await button(page.getByRole('dialog'), 'La lancer').click()
  const done = (): Promise<unknown> => queryEntries(app, { statuses: ['success'], jobCode: 'livraison', limit: 9 })
  await expect.poll(done).toMatchObject([{ source: 'manual', author: 'loopback' }])

  await open('/jobs/livraison')
  await page.getByRole('cell', { name: /loopback/ }).waitFor()
})

browserTest('CLIENTXCMS: of the history only the last 15 days are kept, to the second', async () => {
  const { app, page } = await openAdmin({ jobs: BILLING, works: false, path: '/entries', context: FRENCH })
  const limit = app.clock.now() - 15 * DAY
  await ranAt(app, 'livraison', limit - 1_000)
  await ranAt(app, 'livraison', limit + 3_600_000)
  await button(page, 'Purger…').click()
  const dialog = page.getByRole('dialog')
  expect(await dialog.getByLabel('Finies il y a plus de tant de jours').inputValue()).toBe('15')
  await button(dialog, 'Purger 1 entrée').click()

  const left = async (): Promise<readonly number[]> =>
    (await queryEntries(app, { statuses: FINISHED_STATUSES, limit: 9 })).map(({ scheduledAt }) => scheduledAt)
  await expect.poll(left).toEqual([limit + 3_600_000])
})

browserTest(
  'CiviCRM: one chooses the tasks that run by themselves, and reads how they went in the journal',
  async () => {
    const mailing = job('ok', 'always', '<label>Send Scheduled Mailings</label><active>0</active>')
    const { app, page } = await openAdmin({ jobs: { mailing }, context: FRENCH, path: '/jobs/mailing' })
    await button(page, 'Activer').click()
    await button(page.getByRole('dialog'), 'Activer').click()
    await button(page, 'Désactiver').waitFor()
    const ran = (): Promise<unknown> => queryEntries(app, { statuses: ['success'], jobCode: 'mailing', limit: 1 })
    await expect.poll(ran, { timeout: 20_000 }).toHaveLength(1)

    await page.getByRole('row').filter({ hasText: 'all done' }).first().getByRole('link').first().click()
    await page.getByRole('log').getByText('a line of the log').waitFor()
  },
)

browserTest('EspoCRM: a job gets its scheduling in crontab notation, in UTC', async () => {
  const { app, page } = await openAdmin({ jobs: BILLING, path: '/jobs/livraison?tab=schedule' })
  await page.getByRole('textbox', { name: 'Cron expression, word or seconds' }).fill('0 9 * * 1')
  await page.getByText('at 09:00 every Monday (UTC)').first().waitFor()
  await button(page, 'Save …').click()
  await button(page.getByRole('dialog'), 'Change it').click()

  const calendar = (): unknown => findJob(app.configuration().jobs, 'livraison').calendar
  await expect.poll(calendar).toMatchObject({ expression: '0 9 * * 1', timezone: 'UTC' })
})

browserTest('Magento: System > Cron has its settings under their names, in minutes', async () => {
  const { page, open } = await openAdmin({ path: '/settings' })
  const names = ['generate_every', 'ahead_for', 'lifetime'].map((name) => `schedule_${name}`)
  const histories = ['cleanup_every', 'success_lifetime', 'failure_lifetime'].map((name) => `history_${name}`)
  for (const name of [...names, ...histories]) {
    await open(`/settings?search=${name}`)
    await page
      .getByRole('article', { name: `system/cron/default/${name}` })
      .getByText(/minutes/)
      .first()
      .waitFor()
  }
})

browserTest('duplistatus: a task that is stopped is active no more, and starts again', async () => {
  const { app, page, address } = await openAdmin({ jobs: BILLING, path: '/jobs/relances' })
  const active = async (): Promise<unknown> =>
    ((await (await fetch(`${address}/health`)).json()) as { readonly activeTasks: unknown }).activeTasks
  await button(page, 'Disable').click()
  await button(page.getByRole('dialog'), 'Disable').click()
  await expect.poll(active).not.toContain('relances')

  await button(page, 'Enable').click()
  await button(page.getByRole('dialog'), 'Enable').click()
  await expect.poll(active).toContain('relances')
  const { entries } = await pageEntries(app, { statuses: ['pending'], jobCode: 'relances', limit: 9 })
  expect(entries.every(({ source }) => source === 'calendar')).toBe(true)
})
