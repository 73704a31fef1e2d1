import { findJob, getSetting, runJob, setSetting } from '@horarium/app'
import { expect } from 'vitest'
import { seriousFaults } from './support/axe.js'
import { browserTest, openAdmin } from './support/browser.js'

const LIFETIME = 'system/cron/default/history_success_lifetime'
const KEEP = 'system/cron/default/history_keep'
const PATH = '/settings?search=history_success_lifetime'

browserTest('a lifetime tells what it would purge before it is saved', async () => {
  const { app, page, open } = await openAdmin()
  await setSetting(app, KEEP, '0')
  for (let n = 0; n < 3; n += 1) await runJob(app, findJob(app.configuration().jobs, 'well'), { params: {} })
  await open(PATH)
  const setting = page.getByRole('article', { name: LIFETIME })
  await setting.getByRole('button', { name: 'Change' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('New value').fill('0')
  await dialog.getByText('The next purge forgets 3 finished entries for good').waitFor()
  expect(getSetting(app, LIFETIME).value).toBe('1440')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await setting.getByText('0 minutes', { exact: true }).waitFor()
  await setting.getByText('by loopback').waitFor()
  expect(getSetting(app, LIFETIME)).toMatchObject({ value: '0', origin: 'override' })
})

browserTest('what cannot be is refused as it is typed, and cannot be saved', async () => {
  const { page } = await openAdmin({ path: '/settings?search=schedule_ahead_for' })
  await page.getByRole('button', { name: 'Change' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('New value').fill('3')
  await dialog.getByText(/instants in between would never be written/).waitFor()
  expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
})

browserTest('an override is taken away after one has seen what counts then', async () => {
  const { app, page } = await openAdmin({ path: '/settings?origin=override' })
  await page.getByText('No setting fits').waitFor()
  await setSetting(app, KEEP, '3')
  await page.getByRole('button', { name: 'Reset' }).click()
  const dialog = page.getByRole('dialog', { name: 'Reset history_keep?' })
  await dialog.getByText('10 runs').waitFor()
  await dialog.getByRole('button', { name: 'Reset' }).click()
  await page.getByText('No setting fits').waitFor()
  expect(getSetting(app, KEEP).origin).toBe('default')
})

browserTest('two who change the same: the second is told, and what was typed stays', async () => {
  const { app, page } = await openAdmin({ path: '/settings?search=history_keep' })
  await page.route('**/api/v1/events', (route) => route.abort())
  await page.getByRole('button', { name: 'Change' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('New value').fill('5')
  await dialog.getByText('It counts at once').waitFor()
  await setSetting(app, KEEP, '7')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText(/was changed meanwhile/).waitFor()
  expect(await dialog.getByLabel('New value').inputValue()).toBe('5')
  expect(getSetting(app, KEEP).value).toBe('7')
})

browserTest('who may only look finds the buttons with the reason why not', async () => {
  const { page } = await openAdmin({ path: PATH, role: 'view' })
  const button = page.getByRole('button', { name: 'Change' })
  expect(await button.getAttribute('aria-description')).toContain('configure')
  await button.press('Enter')
  expect(await page.getByRole('dialog').count()).toBe(0)
})

browserTest('the address holds what is searched, with / and without a mouse', async () => {
  const { page } = await openAdmin({ path: '/settings' })
  await page.keyboard.press('/')
  await page.keyboard.type('health_pass')
  await page.getByRole('article', { name: 'system/cron/health_pass_limit' }).waitFor()
  await expect.poll(() => page.url()).toContain('search=health_pass')
  await page.reload()
  await expect.poll(() => page.getByRole('article').count()).toBe(1)
})

browserTest('axe finds nothing serious in the editor', async () => {
  const { page } = await openAdmin({ path: PATH })
  await page.getByRole('button', { name: 'Change' }).click()
  await page.getByRole('dialog').getByLabel('New value').fill('60')
  await page.getByText('It counts at once').waitFor()
  expect(await seriousFaults(page)).toEqual([])
})

browserTest('a setting is changed by the keyboard alone', async () => {
  const { app, page } = await openAdmin({ path: '/settings?search=history_keep' })
  await page.getByRole('button', { name: 'Change' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect.poll(() => dialog.getByLabel('New value').evaluate((field) => field.matches(':focus'))).toBe(true)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('25')
  await dialog.getByText('It counts at once').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('article').getByText('25 runs', { exact: true }).waitFor()
  expect(getSetting(app, KEEP).value).toBe('25')
})
