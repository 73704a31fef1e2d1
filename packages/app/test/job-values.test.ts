import { type App, setJob } from '@horarium/app'
import { expect, it } from 'vitest'
import { job, jobOf, openTestApp } from './support/test-app.js'

const valueAt = (app: App, leaf: string, code = 'a'): unknown =>
  app
    .configuration()
    .valuesOf(code)
    .find((value) => value.leaf === leaf)

it('a value comes from the XML, from its group, from nobody, or from who set it', async () => {
  const app = await openTestApp({
    jobs: { a: `<timeout>5m</timeout>${job('* * * * *')}` },
    site: { settings: { 'system/cron/default/retries': '3' } },
  })
  await setJob(app, jobOf(app, 'a'), { label: 'Mine', dryRun: false })

  const source = expect.stringMatching(/config\.xml:\d+$/) as unknown
  expect(valueAt(app, 'timeout')).toEqual({ leaf: 'timeout', value: '5m', origin: 'module', source, ofGroup: false })
  expect(valueAt(app, 'retries')).toMatchObject({ value: '3', origin: 'file', ofGroup: true })
  expect(valueAt(app, 'overlap')).toMatchObject({ value: 'skip', origin: 'default', ofGroup: false })
  expect(valueAt(app, 'label')).toMatchObject({ value: 'Mine', origin: 'override', source: app.author })
  expect(valueAt(app, 'group')).toMatchObject({ value: 'default', origin: 'default' })
  expect(app.configuration().valuesOf('nobody')).toEqual([])
})

it('an expression comes from where config_path finds it, until somebody says another', async () => {
  const path = 'shop/mail/when'
  const schedule = `<schedule><config_path>${path}</config_path></schedule>`
  const app = await openTestApp({
    jobs: { a: `${schedule}<run><model>test_work/work::ok</model></run>` },
    site: { settings: { [path]: '0 5 * * *' } },
  })
  expect(valueAt(app, 'schedule/cron_expr')).toMatchObject({ value: '0 5 * * *', origin: 'file' })
  await setJob(app, jobOf(app, 'a'), { schedule: '0 6 * * *', dryRun: false })
  expect(valueAt(app, 'schedule/cron_expr')).toMatchObject({ value: '0 6 * * *', origin: 'override' })
})

it('a job that was moved has what its new group says', async () => {
  const app = await openTestApp({
    jobs: { a: job('* * * * *') },
    site: { settings: { 'system/cron/mail/retries': '7' } },
  })
  await setJob(app, jobOf(app, 'a'), { group: 'mail', dryRun: false })
  expect(valueAt(app, 'retries')).toMatchObject({ value: '7', ofGroup: true })
  expect(valueAt(app, 'group')).toMatchObject({ value: 'mail', origin: 'override' })
})
