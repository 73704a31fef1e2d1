import { addEntry, findJob, killEntry, pauseGroup, queryEntries } from '@horarium/app'
import { expect } from 'vitest'
import { browserTest, openAdmin } from './support/browser.js'
import { job } from './support/instance.js'

const HOUR = 3_600_000
const jobs = { mail: job('ok', '* * * * *', '<group>mail</group>'), index: job('slow', '', '<group>own</group>') }

browserTest('the keys come back to what opened a dialog', async () => {
  const { page } = await openAdmin({ path: '/groups', jobs })
  const pause = page.getByRole('button', { name: 'Pause everything' })
  await pause.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('textbox', { name: 'Until' }).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => pause.evaluate((button) => button.matches(':focus'))).toBe(true)
})

browserTest('what one is asked stays when what it is about leaves its list', async () => {
  const { app, page, open } = await openAdmin({ jobs })
  const id = await addEntry(app, findJob(app.configuration().jobs, 'index'), {})
  await expect.poll(() => queryEntries(app, { statuses: ['running'], limit: 1 }), { timeout: 9_000 }).toHaveLength(1)
  await open('/entries?tab=running&group=own')
  await page.getByRole('button', { name: 'Kill', exact: true }).click()
  const why = page.getByRole('dialog').getByRole('textbox')
  await why.fill('too slow')
  await killEntry(app, id, { why: 'by another', force: false })

  await page.getByText('No entry fits these filters.').waitFor()
  expect(await why.inputValue()).toBe('too slow')
})

browserTest('who is asked to pause what somebody else pauses meanwhile does not let it go on', async () => {
  const { app, page } = await openAdmin({ path: '/groups', jobs })
  await page.getByRole('button', { name: 'Pause the group mail' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('120 instants would be skipped').waitFor()
  await pauseGroup(app, 'mail', { until: app.clock.now() + HOUR, note: 'theirs' })
  await page.getByText('paused until').first().waitFor()

  await dialog.getByRole('button', { name: 'Pause', exact: true }).click()
  await dialog.getByText('changed meanwhile').waitFor()
})

browserTest('a pause of which nobody answers what it skips says so, and is asked for again', async () => {
  const { page } = await openAdmin({ path: '/groups', jobs })
  await page.route('**/api/v1/pause', (route) => route.abort())
  await page.getByRole('button', { name: 'Pause everything' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('The service cannot be reached.').waitFor()
  expect(await dialog.getByRole('button', { name: 'Pause', exact: true }).isDisabled()).toBe(true)

  await page.unroute('**/api/v1/pause')
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await dialog.getByText('instants would be skipped').waitFor()
})
