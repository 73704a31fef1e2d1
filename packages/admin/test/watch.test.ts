import { findJob, runJob, runPass, setSetting } from '@horarium/app'
import { expect } from 'vitest'
import { seriousFaults } from './support/axe.js'
import { browserTest, openAdmin, PHONE } from './support/browser.js'

const PATH = 'system/cron/default/processes'
const ROOMS = ['/settings', '/workers', '/problems', '/alerts', '/audit'] as const

browserTest('the workers are told, and what each runs', async () => {
  const { page, address } = await openAdmin({ path: '/workers' })
  await page.getByText('alive', { exact: true }).waitFor()
  await fetch(`${address}/trigger/slow?async=1`, { method: 'POST' })
  await page.getByRole('link', { name: 'slow' }).waitFor()
})

browserTest('where no worker lives the page says what to do', async () => {
  const { page } = await openAdmin({ path: '/workers', works: false })
  await page.getByText('No process that lives runs jobs').waitFor()
  await page.getByText(/Run horarium start/).waitFor()
})

browserTest('the problems name the quarantined job with file and line', async () => {
  const { page } = await openAdmin({ path: '/problems' })
  const problem = page.getByRole('article').filter({ hasText: 'nowhere' })
  await problem.getByText(/config\.xml:\d+$/).waitFor()
  expect(await problem.getByRole('link', { name: 'lost' }).getAttribute('href')).toBe('/jobs/lost')
  await page.getByRole('searchbox').fill('no such problem')
  await page.getByText('Nothing that is wrong fits').waitFor()
})

browserTest('the trail goes page by page, and back with the back button', async () => {
  const { app, page, open } = await openAdmin()
  for (let n = 0; n < 60; n += 1) await setSetting({ ...app, author: `admin${n}` }, PATH, String(1 + (n % 2)))
  await open('/audit')
  await page.getByRole('button', { name: 'admin59' }).waitFor()
  await page.getByRole('button', { name: 'Next page' }).click()
  await page.getByRole('button', { name: 'admin9', exact: true }).waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'admin59' }).click()
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
  expect(page.url()).toContain('author=admin59')
})

browserTest('an alert names the job, why, and who was told', async () => {
  const { app, page, open } = await openAdmin({ path: '/alerts' })
  await page.getByText('Nothing is wrong').waitFor()
  await runJob(app, findJob(app.configuration().jobs, 'broken'), { params: {} })
  await runPass(app, new AbortController().signal)
  await open('/alerts')
  const row = page.getByRole('row').filter({ hasText: 'broken' })
  expect(await row.innerText()).toMatch(/failed[\s\S]*log[\s\S]*TypeError: the disk is full/)
  await row.getByRole('link', { name: 'the run' }).waitFor()
})

browserTest('a way to tell people is tried', async () => {
  const { page } = await openAdmin({ path: '/alerts' })
  await page.getByRole('button', { name: 'Send a test' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Send a test' }).click()
  await page.getByText('Process log: delivered').waitFor()
})

browserTest('axe finds nothing serious in these rooms', async () => {
  const { app, page, open, complaints } = await openAdmin({ path: '/nowhere' })
  await setSetting(app, PATH, '2')
  for (const room of ROOMS) {
    await open(room)
    await expect.poll(() => page.getByRole('status', { name: 'Waiting for the service' }).count()).toBe(0)
    expect(await seriousFaults(page), room).toEqual([])
  }
  expect(complaints).toEqual([])
})

browserTest(
  'on a phone, in French, nothing of these rooms runs over the edge, and axe finds nothing serious',
  async () => {
    const { app, page, open } = await openAdmin({ path: '/nowhere', context: { viewport: PHONE, locale: 'fr-FR' } })
    await setSetting(app, PATH, '2')
    for (const room of ROOMS) {
      await open(room)
      expect(await page.evaluate('document.documentElement.scrollWidth'), room).toBe(PHONE.width)
      expect(await seriousFaults(page), room).toEqual([])
    }
  },
)
