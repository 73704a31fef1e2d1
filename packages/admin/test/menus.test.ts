import { expect } from 'vitest'
import { seriousFaults } from './support/axe.js'
import { browserTest, openAdmin } from './support/browser.js'

browserTest.for(['Language', 'Who you are'])('axe finds nothing serious in the menu %s', async (name) => {
  const { page } = await openAdmin()
  await page.getByRole('button', { name }).press('Enter')
  await page.getByRole('menu', { name }).waitFor()
  expect(await seriousFaults(page)).toEqual([])
})

browserTest('axe finds nothing serious in the palette', async () => {
  const { page } = await openAdmin()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Go to a page or a job' }).waitFor()
  expect(await seriousFaults(page)).toEqual([])
})
