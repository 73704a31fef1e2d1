import { expect } from 'vitest'
import { seriousFaults } from './support/axe.js'
import { browserTest, openAdmin, PHONE } from './support/browser.js'

browserTest('the pages open on a service that nobody has a token for', async () => {
  const { page, complaints } = await openAdmin()
  await expect.poll(() => page.title()).toBe('Overview · Horarium')
  expect(complaints).toEqual([])
})

browserTest('a page that is not there says so', async () => {
  const { page } = await openAdmin({ path: '/nowhere' })
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
})

browserTest('the pages are read in French, and stay so', async () => {
  const { page } = await openAdmin()
  await page.getByRole('button', { name: 'Language' }).click()
  await page.getByRole('menuitem', { name: 'Français' }).click()
  await page.getByRole('heading', { name: 'Vue d’ensemble' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Vue d’ensemble' }).waitFor()
})

browserTest('Ctrl K finds a page by its name, without a mouse', async () => {
  const { page } = await openAdmin({ path: '/nowhere' })
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('textbox').fill('over')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
})

browserTest('Ctrl K finds a job by a part of its code', async () => {
  const { page } = await openAdmin()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('textbox').fill('roke')
  await page.getByRole('dialog').getByRole('button', { name: 'broken' }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/jobs/broken')
})

browserTest('? lists the keys', async () => {
  const { page } = await openAdmin()
  await page.keyboard.press('Shift+?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
})

browserTest('axe finds nothing serious around the pages', async () => {
  const { page } = await openAdmin()
  expect(await seriousFaults(page)).toEqual([])
})

browserTest('on a phone the menu opens and nothing runs over the edge', async () => {
  const { page } = await openAdmin({ context: { viewport: PHONE } })
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width)
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('navigation').getByRole('link', { name: 'Overview' }).waitFor()
})
