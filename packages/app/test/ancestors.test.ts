import {
  checkHealth,
  getSetting,
  listJobs,
  nextInstants,
  queryEntries,
  reportJob,
  runPass,
  setJobActive,
  setSetting,
} from '@horarium/app'
import { entryId, STATUSES } from '@horarium/core'
import { readDue, writeTimetable } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { at, job, jobOf, laneOf, openTestApp } from './support/test-app.js'

const HOUR = 3_600_000
const going = new AbortController().signal

const groupedXml = (group: string, code: string): string =>
  `<config><group id="${group}"><job name="${code}" instance="test_work/work" method="ok">
     <schedule>* * * * *</schedule></job></group></config>`

// Each is named after reports of Magento's users (m2 = magento2, aoe = Aoe_Scheduler, cjm = CronjobManager, ...).
describe('what users of Magento suffered from', () => {
  it('cjm#97, magerun#277: a job can be switched off, visibly, at once and for all processes', async () => {
    const app = await openTestApp({ jobs: { a: job('* * * * *') } })
    await runPass(app, going)
    expect(await setJobActive(app, jobOf(app, 'a'), false)).toBeGreaterThan(10)
    expect(await readDue(laneOf(app, 'a'), app.clock.now() + HOUR)).toEqual([])
    expect(await listJobs(app)).toMatchObject([{ definition: { code: 'a', status: 'disabled' }, nextRunAt: undefined }])
  })

  it('m2#24059, mojo#142: one bad expression stops nobody else, and says where it stands', async () => {
    const app = await openTestApp({ jobs: { bad: job('61 * * * *'), good: job('* * * * *') } })
    await runPass(app, going)
    expect(jobOf(app, 'bad')).toMatchObject({ status: 'invalid' })
    expect(app.configuration().problems).toMatchObject([
      { severity: 'error', file: expect.stringContaining('config.xml'), line: 1 },
    ])
    expect((await readDue(laneOf(app, 'good'), app.clock.now() + HOUR)).length).toBeGreaterThan(10)
  })

  it('cjm#195: a dead cron is told from a living one', async () => {
    const app = await openTestApp({ jobs: { a: job('* * * * *') } })
    expect(await checkHealth(app)).toMatchObject({
      healthy: false,
      reasons: [expect.stringMatching(/nothing has made a pass/)],
    })
    await runPass(app, going)
    expect(await checkHealth(app)).toMatchObject({ healthy: true, reasons: [] })
    const later = await checkHealth(at(app, app.clock.now() + 2 * HOUR))
    expect(later.reasons).toEqual([expect.stringMatching(/last pass was 120 minutes ago/)])
  })

  it('aoe#286, cjm#50: a full timetable is listed by the page', async () => {
    const app = await openTestApp({ jobs: { a: job('* * * * *') } })
    const start = Math.ceil(app.clock.now() / 1_000) * 1_000
    const add = Array.from({ length: 50_000 }, (_, index) => start + index * 1_000)
    await writeTimetable(laneOf(app, 'a'), [{ jobCode: 'a', expected: undefined, next: undefined, withdraw: [], add }])
    const page = await queryEntries(app, { statuses: STATUSES, limit: 20 })
    expect(page.map(({ id }) => id)).toEqual(add.slice(0, 20).map((instant) => entryId('a', instant)))
  })

  it('mc-magento2#316: a group without settings runs with the defaults, and a warning says so', async () => {
    const app = await openTestApp({ files: { 'modules/Test/Other/etc/crontab.xml': groupedXml('mailchimp', 'sync') } })
    expect(app.configuration().problems).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('mailchimp') },
    ])
    await runPass(app, going)
    expect((await readDue(laneOf(app, 'sync'), app.clock.now() + HOUR)).length).toBeGreaterThan(10)
  })

  it('cjm#201, magerun#727: a config_path job shows its expression and where that came from', async () => {
    const byPath =
      '<schedule><config_path>test/hours/expr</config_path></schedule><run><model>test_work/work::ok</model></run>'
    const app = await openTestApp({ jobs: { a: byPath }, site: { settings: { 'test/hours/expr': '7 * * * *' } } })
    expect(jobOf(app, 'a')).toMatchObject({ cronExpr: '7 * * * *', configPath: 'test/hours/expr' })
    expect(getSetting(app, 'test/hours/expr')).toMatchObject({
      origin: 'file',
      source: expect.stringContaining('horarium.config.json'),
    })
    await setSetting(app, 'test/hours/expr', '8 * * * *')
    const { settings } = await reportJob(app, jobOf(app, 'a'))
    expect(settings).toContainEqual(
      expect.objectContaining({ path: 'test/hours/expr', value: '8 * * * *', origin: 'override' }),
    )
  })

  it('aoe#130, aoe#83: a group filter shows that group and nothing else', async () => {
    const files = { 'modules/Test/Other/etc/crontab.xml': groupedXml('index', 'reindex') }
    const app = await openTestApp({ jobs: { a: job('* * * * *') }, files })
    await runPass(app, going)
    const entries = await queryEntries(app, { statuses: STATUSES, group: 'index', limit: 1_000 })
    expect(new Set(entries.map(({ jobCode }) => jobCode))).toEqual(new Set(['reindex']))
  })

  it('m2#4237, cjm#3: a job without a zone runs in UTC, one with a zone in its own, whatever the process thinks', async () => {
    const zoned = `<schedule><cron_expr>0 3 * * *</cron_expr></schedule><timezone>Asia/Tokyo</timezone><run><model>test_work/work::ok</model></run>`
    const app = await openTestApp({ jobs: { plain: job('0 3 * * *'), zoned }, environment: { TZ: 'America/New_York' } })
    const hourOf = (code: string): number | undefined =>
      nextInstants(app, code, 1).map((next) => new Date(next).getUTCHours())[0]
    expect([hourOf('plain'), hourOf('zoned')]).toEqual([3, 18])
  })
})
