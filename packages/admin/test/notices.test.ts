import { expect } from 'vitest'
import { seriousFaults } from './support/axe.js'
import { browserTest, openAdmin } from './support/browser.js'

browserTest('what has happened is told so that everybody can read and close it', async () => {
  const { page } = await openAdmin({ path: '/alerts' })
  await page.getByRole('button', { name: 'Send a test' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Send a test' }).click()
  await page.getByText('Process log: delivered').waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByText('Process log: delivered').waitFor({ state: 'detached' })
})
