import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type App, getSetting, listSettings, queryEntries, resetSetting, runJob, setSetting } from '@horarium/app'
import { SETTING_TABLE } from '@horarium/core'
import { glance, listEntries, readAudit, readOverrides } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { job, jobOf, laneOf, openAt, openTestApp } from './support/test-app.js'

const LIFETIME = 'system/cron/default/schedule_lifetime'
const EXPRESSION = 'crontab/jobs/mail/schedule/cron_expr'

async function pendingOf(app: App, code: string): Promise<readonly string[]> {
  const entries = await listEntries(laneOf(app, code), { statuses: ['pending'], jobCode: code, limit: 1_000 })
  return entries.map(({ id }) => id)
}

describe('setting a value', () => {
  it('lays it over the others at once, with its author, and keeps what was before in the audit trail', async () => {
    const app = await openTestApp({ site: { settings: { [LIFETIME]: 20 } } })

    const set = await setSetting(app, 'schedule_lifetime', ' 030 ')

    expect(set).toMatchObject({ path: LIFETIME, value: '30', origin: 'override', source: app.author })
    expect(app.plans().get('default')?.settings.lifetimeMs).toBe(1_800_000)
    const [line] = await readAudit(app.instance, 1)
    expect(line).toMatchObject({ action: 'set', path: LIFETIME, before: '20', after: '30', author: app.author })
  })

  it('of the instance leaves a secret out of the audit trail', async () => {
    const app = await openTestApp()

    await setSetting(app, 'alert_webhook_secret', 'open')

    expect(getSetting(app, 'alert_webhook_secret')).toMatchObject({
      path: 'system/cron/alert_webhook_secret',
      value: 'open',
    })
    expect((await readAudit(app.instance, 1))[0]).toMatchObject({ action: 'set', after: '***' })
  })

  it('is followed by other processes', async () => {
    const app = await openTestApp()
    const other = await openAt(app.project.directory)
    expect(await other.refreshIfChanged()).toBe(false)

    await setSetting(app, LIFETIME, '30')

    expect(await other.refreshIfChanged()).toBe(true)
    expect(getSetting(other, LIFETIME)).toMatchObject({ value: '30', origin: 'override' })
  })

  it.each([
    ['schedule_lifetim', '30', 'Did you mean system/cron/default/schedule_lifetime'],
    ['system/cron/defualt/shards', '2', 'Did you mean system/cron/default/shards'],
    ['crontab/jobs/mial/active', '0', 'Did you mean crontab/jobs/mail/active'],
    ['alert_command', '/bin/true', 'it comes from files and the environment only'],
    ['alert_mail_url', 'http://h', 'smtp://'],
    [LIFETIME, '0', 'Use a whole number from 1 to 525600 minutes.'],
    [LIFETIME, 'soon', 'Use a whole number'],
    ['dialect', 'standart', 'Use standard, magento1, magento2.'],
    ['schedule_generate_every', '60', 'Refused: group default writes 20 minutes ahead'],
    ['timezone', 'Europe/Berln', 'Refused:'],
    ['crontab/jobs/mail/active', 'maybe', 'Write 0 or false, 1 or true.'],
    ['crontab/default/jobs/mail/run/model', 'test_work/work::ok', 'a handler comes from files only'],
    [EXPRESSION, '61 * * * *', 'Refused:'],
    [EXPRESSION, '* * *', 'Refused:'],
  ])('of %s to %s is refused whole, and the old value stays', async (path, value, sentence) => {
    const app = await openTestApp({ jobs: { mail: job('0 3 * * *') } })
    const before = listSettings(app)

    await expect(setSetting(app, path, value)).rejects.toMatchObject({
      code: expect.stringMatching(/usage|unknown/),
      message: expect.stringContaining(sentence),
    })

    await app.refresh()
    expect(listSettings(app)).toEqual(before)
    expect(await readOverrides(app.instance)).toEqual([])
    expect(jobOf(app, 'mail').status).toBe('ok')
  })

  it('is allowed although something else is wrong already', async () => {
    const app = await openTestApp({ jobs: { bad: job('61 * * * *'), mail: job('0 3 * * *') } })

    expect(await setSetting(app, LIFETIME, '30')).toMatchObject({ value: '30' })
  })

  it('of an expression withdraws what is stale and writes what is new, before it answers', async () => {
    const app = await openTestApp({ jobs: { mail: job('* * * * *'), other: job('*/5 * * * *') } })
    await setSetting(app, EXPRESSION, '*/2 * * * *')
    const before = await pendingOf(app, 'mail')
    const others = await pendingOf(app, 'other')

    await setSetting(app, EXPRESSION, '1-59/2 * * * *')

    const after = await pendingOf(app, 'mail')
    expect(after.length).toBeGreaterThan(8)
    expect(before.filter((id) => after.includes(id))).toEqual([])
    expect(await pendingOf(app, 'other')).toEqual(others)
  })

  it('of an expression leaves a run alone', async () => {
    const app = await openTestApp({ jobs: { mail: job('* * * * *', 'slow') } })
    const stop = new AbortController()
    const run = runJob(app, jobOf(app, 'mail'), { params: {}, signal: stop.signal })
    await expect.poll(() => queryEntries(app, { statuses: ['running'], limit: 9 })).toHaveLength(1)

    await setSetting(app, EXPRESSION, '0 3 * * *')

    expect(await queryEntries(app, { statuses: ['running'], limit: 9 })).toHaveLength(1)
    stop.abort()
    expect((await run).entry.status).toBe('success')
  })

  it('of an expression is told to whoever generates next', async () => {
    const app = await openTestApp({ jobs: { mail: job('* * * * *') } })

    await setSetting(app, EXPRESSION, '*/2 * * * *')

    const seen = await glance(laneOf(app, 'mail'))
    const plan = app.plans().get('default')
    expect(seen).toMatchObject({ digest: plan?.digest, revision: plan?.revision })
  })
})

describe('resetting a value', () => {
  it('lets the weaker layers count again', async () => {
    const app = await openTestApp({ jobs: { mail: job('0 3 * * *') } })
    await setSetting(app, EXPRESSION, '0 4 * * *')
    expect(jobOf(app, 'mail').cronExpr).toBe('0 4 * * *')

    await resetSetting(app, EXPRESSION)

    expect(jobOf(app, 'mail').cronExpr).toBe('0 3 * * *')
  })

  it('without an override is a conflict', async () => {
    const app = await openTestApp()

    await expect(resetSetting(app, LIFETIME)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is refused when the weaker value no longer goes with the others', async () => {
    const app = await openTestApp()
    await setSetting(app, 'schedule_ahead_for', '60')
    await setSetting(app, 'schedule_generate_every', '60')

    await expect(resetSetting(app, 'schedule_ahead_for')).rejects.toMatchObject({ code: 'usage' })

    expect(getSetting(app, 'schedule_ahead_for').value).toBe('60')
  })

  it('of a path whose job is gone is still possible', async () => {
    const app = await openTestApp({ jobs: { mail: job('0 3 * * *') } })
    await setSetting(app, EXPRESSION, '0 4 * * *')
    const { directory } = app.project
    writeFileSync(join(directory, 'modules/Test/Work/etc/config.xml'), '<config/>')
    const later = await openAt(directory)
    expect(listSettings(later)).toContainEqual(expect.objectContaining({ path: EXPRESSION, origin: 'override' }))

    expect(await resetSetting(later, EXPRESSION)).toMatchObject({ path: EXPRESSION, source: 'not set' })
  })
})

describe('the list of settings', () => {
  it('holds every setting of every group, and what is set for jobs', async () => {
    const path = '<schedule><config_path>crontab/mail/expr</config_path></schedule><group>post</group>'
    const settings = { 'crontab/mail/expr': '0 3 * * *', 'crontab/jobs/mail/timezone': 'Asia/Tokyo' }
    const app = await openTestApp({ jobs: { mail: path + job('') }, site: { settings } })

    const listed = listSettings(app)

    expect(listed.filter(({ path: one }) => one.startsWith('system/cron/post/'))).toHaveLength(SETTING_TABLE.length)
    expect(listed.slice(-2).map(({ path: one, value }) => [one, value])).toEqual([
      ['crontab/jobs/mail/timezone', 'Asia/Tokyo'],
      ['crontab/mail/expr', '0 3 * * *'],
    ])
  })

  it("shows the base of all groups apart from a group's own value", async () => {
    const settings = { 'system/cron/shards': 3, 'system/cron/default/shards': 2 }
    const app = await openTestApp({ site: { settings } })

    expect(getSetting(app, 'system/cron/shards').value).toBe('3')
    expect(getSetting(app, 'shards').value).toBe('2')
    expect(getSetting(app, 'system/cron/concurrency')).toMatchObject({ value: '8', origin: 'default' })
  })
})
