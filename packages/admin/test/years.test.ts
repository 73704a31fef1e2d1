import { expect } from 'vitest'
import { browserTest, openAdmin } from './support/browser.js'
import { job } from './support/instance.js'

browserTest('runs of other years are told with their year', async () => {
  const { page } = await openAdmin({ path: '/jobs/yearly?tab=schedule', jobs: { yearly: job('ok', '0 12 1 6 *') } })
  const rows = page.getByRole('region', { name: 'Next ten runs' }).getByRole('row')
  await expect.poll(() => rows.count()).toBe(11)
  const instants = await rows.locator('td:first-child').allInnerTexts()
  expect(new Set(instants).size).toBe(10)
})
