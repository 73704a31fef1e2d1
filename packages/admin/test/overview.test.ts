import { disableMaintenance, enableMaintenance, findJob, runJob } from '@horarium/app'
import { recordPass } from '@horarium/store'
import { expect } from 'vitest'
import { seriousFaults } from './support/axe.js'
import { browserTest, openAdmin, PHONE, type TestAdmin, type TestAdminOptions } from './support/browser.js'
import { job } from './support/instance.js'

const HOUR_MS = 3_600_000
const EXPIRE = `<label>Expire services</label>${job('ok', '0 * * * *')}`

async function run({ app }: Pick<TestAdmin, 'app'>, code: string): Promise<void> {
  await runJob(app, findJob(app.configuration().jobs, code), { params: {} })
}

const BROKEN: TestAdminOptions['before'] = (instance) => run(instance, 'broken')

browserTest('the overview tells what failed, what comes and how the last day went', async () => {
  const before: TestAdminOptions['before'] = async (instance) => {
    await run(instance, 'well')
    await run(instance, 'broken')
  }
  const { page, complaints } = await openAdmin({ jobs: { expire: EXPIRE }, before })
  await page.getByText('TypeError: the disk is full').waitFor()
  await page.getByRole('link', { name: 'Failing 1' }).waitFor()
  await page.getByRole('link', { name: '1 success' }).waitFor()
  expect(await page.getByRole('link', { name: 'Expire services' }).getAttribute('href')).toBe('/jobs/expire')
  expect(complaints).toEqual([])
})

browserTest('the overview follows what happens without a reload', async () => {
  const admin = await openAdmin()
  await admin.page.getByRole('link', { name: 'Failing 0' }).waitFor()
  await run(admin, 'broken')
  await admin.page.getByRole('link', { name: 'Failing 1' }).waitFor()
})

browserTest('the banner says in words what does not happen while nothing runs, and what to do', async () => {
  const admin = await openAdmin({ works: false, jobs: { expire: EXPIRE } })
  const { app, page } = admin
  await page.getByText('Nothing has made a pass yet').waitFor()
  await recordPass(app.instance, { at: app.clock.now() - 3 * HOUR_MS, by: 'a worker that is gone' })
  await admin.open('/')
  const banner = page.getByRole('alert')
  await banner.getByText('What does not happen:').waitFor()
  expect(await banner.innerText()).toMatch(/Expire services \(3 times\)[\s\S]*horarium start/)
})

browserTest('what is held on purpose is said, with its note, and goes without a reload', async () => {
  const { app, page } = await openAdmin()
  await page.getByText('Jobs run as planned').waitFor()
  await enableMaintenance(app, 'a new disk')
  await page.getByText('Held on purpose').waitFor()
  await page.getByText(/a new disk/).waitFor()
  await disableMaintenance(app)
  await page.getByText('Jobs run as planned').waitFor()
})

browserTest('an overview that can no longer be told anew says why', async () => {
  const { app, page } = await openAdmin()
  await page.getByText('Jobs run as planned').waitFor()
  const refusal = { error: 'Redis does not answer.', code: 'redis-unreachable', remedy: 'horarium doctor tells more.' }
  await page.route('**/api/v1/overview', (route) => route.fulfill({ status: 503, json: refusal }))
  await run({ app }, 'well')
  await page.getByRole('alert').getByText('horarium doctor tells more.').waitFor()
})

browserTest('from the overview one comes to the run that failed', async () => {
  const admin = await openAdmin()
  const { page } = admin
  await run(admin, 'broken')
  await page.getByRole('region', { name: 'Failing' }).getByRole('link', { name: 'broken' }).click()
  await page
    .getByText(/TypeError: the disk is full/)
    .first()
    .waitFor()
  expect(page.url()).toMatch(/\/entries\/broken/)
})

browserTest('markup in labels and messages is text', async () => {
  const label = '&lt;img src=x onerror=alert(1)&gt; &lt;b&gt;bold&lt;/b&gt;'
  const admin = await openAdmin({ jobs: { expire: `<label>${label}</label>${job('fail')}` } })
  await run(admin, 'expire')
  await admin.open('/')
  await admin.page.getByText('<img src=x onerror=alert(1)> <b>bold</b>').first().waitFor()
  expect(await admin.page.locator('main img, main b').count()).toBe(0)
  expect(admin.complaints).toEqual([])
})

browserTest('axe finds nothing serious on a busy overview', async () => {
  const { page } = await openAdmin({ jobs: { expire: EXPIRE }, before: BROKEN })
  await page.getByText('the disk is full').waitFor()
  expect(await seriousFaults(page)).toEqual([])
})

browserTest('on a phone nothing of the overview runs over the edge', async () => {
  const { page } = await openAdmin({ context: { viewport: PHONE }, before: BROKEN })
  await page.getByText('the disk is full').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width)
})
