import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { browserTest, openAdmin } from './support/browser.js'

/** What the clock of the pages shows, in UTC. */
async function clockOf(page: Page): Promise<string> {
  return (await page.locator('header time').innerText()).slice(-12, -4)
}

browserTest('the clock goes on when a page is opened that asks who looks at it', async () => {
  const { page } = await openAdmin({ path: '/nowhere' })
  const me = { name: 'loopback', role: 'configure', via: 'loopback', now: '2026-01-31T10:05:00.000Z' }
  await page.route('**/api/v1/me', (route) => route.fulfill({ json: me }))
  await page.reload()
  await expect.poll(() => clockOf(page)).toMatch(/^10:05:0[2-9]/)
  const shown = await clockOf(page)

  await page.getByRole('link', { name: 'Groups' }).click()
  await page.getByRole('button', { name: 'Pause everything' }).waitFor()
  await expect.poll(() => clockOf(page)).not.toBe(shown)
  expect((await clockOf(page)) > shown).toBe(true)
})
