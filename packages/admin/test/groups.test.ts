import { expect } from 'vitest'
import { seriousFaults } from './support/axe.js'
import { browserTest, openAdmin, PHONE } from './support/browser.js'
import { job } from './support/instance.js'

const jobs = { mail: job('ok', '* * * * *', '<group>mail</group>') }

browserTest('a group is paused after telling what is skipped, and goes on', async () => {
  const { app, page } = await openAdmin({ path: '/groups', jobs })
  await page.getByRole('button', { name: 'Pause the group mail' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('120 instants would be skipped').waitFor()
  await dialog.getByRole('textbox', { name: 'Note' }).fill('moving')
  await dialog.getByRole('button', { name: 'Pause', exact: true }).click()

  await page.getByText('paused until').first().waitFor()
  expect(app.configuration().settings.valueOf('system/cron/mail/pause')?.value).toContain('moving')
  await page.getByRole('button', { name: 'Let the group mail go on?' }).click()
  await dialog.getByRole('button', { name: 'Resume' }).click()
  await page.getByRole('button', { name: 'Pause the group mail' }).waitFor()
})

browserTest('everything stops for maintenance only after telling what an hour of it holds up', async () => {
  const { page } = await openAdmin({ path: '/groups', jobs })
  await page.getByRole('button', { name: 'Maintenance' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/\d+ instants would be skipped/).waitFor()
  await dialog.getByRole('button', { name: 'Stop everything' }).click()

  await page.getByText('Maintenance by loopback: nothing is begun').waitFor()
  await page.getByRole('button', { name: 'End the maintenance' }).click()
  await dialog.getByRole('button', { name: 'End the maintenance' }).click()
  await page.getByRole('button', { name: 'Maintenance', exact: true }).waitFor()
})

browserTest('a group leads to its jobs', async () => {
  const { page } = await openAdmin({ path: '/groups', jobs })
  await page.getByRole('link', { name: 'mail', exact: true }).click()
  await expect.poll(() => page.locator('tbody a').allInnerTexts()).toEqual(['mail'])
})

browserTest('axe finds nothing serious on the groups', async () => {
  const { page } = await openAdmin({ path: '/groups', jobs })
  await page.getByRole('link', { name: 'mail', exact: true }).waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Pause the group mail' }).click()
  await page.getByText('120 instants would be skipped').waitFor()
  expect(await seriousFaults(page)).toEqual([])
})

browserTest('on a phone the groups are cards', async () => {
  const { page } = await openAdmin({ path: '/groups', jobs, context: { viewport: PHONE } })
  await page.getByRole('link', { name: 'mail', exact: true }).waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width)
})
