import { findJob, runJob, setJob } from '@horarium/app'
import { expect } from 'vitest'
import { browserTest, openAdmin, type TestAdminOptions } from './support/browser.js'
import { job } from './support/instance.js'

const jobs = { night: job('ok', '30 2 * * *') }
const TURN = 'export default class Turn { turn({ params }) { if (params.fails) throw new TypeError("as asked for") } }'
const files = {
  'modules/Test/Turn/Model/Turn.mjs': TURN,
  'modules/Test/Turn/etc/config.xml':
    '<config><crontab><jobs><turn><run><model>test_turn/turn::turn</model></run></turn></jobs></crontab></config>',
}

browserTest('the report of a job has how often it succeeded, and a chart of how long it took', async () => {
  const before: TestAdminOptions['before'] = async ({ app }) => {
    const turn = findJob(app.configuration().jobs, 'turn')
    for (const params of [{}, {}, {}, { fails: 'yes' }]) await runJob(app, turn, { params })
  }
  const { page } = await openAdmin({ path: '/jobs/turn', files, before, works: false })
  await page.getByText('75%').waitFor()
  await page.getByRole('img', { name: /^Duration of the last 4 executions, from .+; the longest took / }).waitFor()
  expect(await page.locator('canvas').count()).toBe(1)
  await expect.poll(() => page.getByRole('row').filter({ hasText: 'by hand' }).count()).toBe(4)
  await page.getByRole('combobox', { name: 'Status' }).click()
  await page.getByRole('option', { name: 'error' }).click()
  await expect.poll(() => page.getByRole('row').filter({ hasText: 'by hand' }).count()).toBe(1)
})

browserTest('every value of a job says who says so: the file and its line, or a person', async () => {
  const before: TestAdminOptions['before'] = async ({ app }) => {
    await setJob(app, findJob(app.configuration().jobs, 'night'), { schedule: '0 4 * * *', dryRun: false })
  }
  const { page } = await openAdmin({ path: '/jobs/night?tab=origins', jobs, before, works: false })
  const row = (leaf: string) => page.getByRole('row').filter({ hasText: leaf })
  await row('run/model')
    .getByText(/modules\/Test\/Work\/etc\/config\.xml:\d+$/)
    .waitFor()
  await row('schedule/cron_expr').getByText('0 4 * * *').waitFor()
  await row('schedule/cron_expr')
    .getByRole('button', { name: /^Reset/ })
    .waitFor()
})
