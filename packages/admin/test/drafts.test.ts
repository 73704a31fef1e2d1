import { findJob, setJob } from '@horarium/app'
import { expect } from 'vitest'
import { browserTest, openAdmin } from './support/browser.js'
import { job } from './support/instance.js'

const jobs = { mail: job('ok', '0 3 * * *', '<params><colour>red</colour><size>1</size></params>') }

browserTest('what was typed of one parameter does not undo what somebody else did to another', async () => {
  const { app, page } = await openAdmin({ path: '/jobs/mail?tab=settings', jobs })
  await page.getByRole('textbox', { name: 'Value colour' }).fill('blue')
  await setJob(app, findJob(app.configuration().jobs, 'mail'), { params: { size: '2' }, dryRun: false })
  await page.getByRole('button', { name: 'Keep what I typed, on what stands now' }).click()
  expect(await page.getByRole('textbox', { name: 'Value size' }).inputValue()).toBe('2')

  await page.getByRole('button', { name: 'Save …' }).click()
  await page.getByRole('dialog').getByRole('cell', { name: 'params/colour' }).waitFor()
  expect(await page.getByRole('dialog').getByRole('cell', { name: 'params/size' }).count()).toBe(0)
})
