import {
  addEntry,
  type App,
  checkHealth,
  disableMaintenance,
  enableMaintenance,
  listJobs,
  nextInstants,
  pauseEverything,
  pauseGroup,
  queryEntries,
  resumeEverything,
  resumeGroup,
  runJob,
  runPass,
} from '@horarium/app'
import { isoOf } from '@horarium/core'
import { describe, expect, it } from 'vitest'
import { job, jobOf, openTestApp, type TestProject } from './support/test-app.js'

const MINUTE = 60_000
const never = new AbortController().signal

/** An app with a job of every minute in each of two groups. */
function twoGroups(more: TestProject = {}): Promise<App> {
  const always = job('always')
  return openTestApp({ jobs: { mail: always, report: `<group>slow</group>${always}` }, ...more })
}

async function endings(app: App): Promise<Readonly<Record<string, string>>> {
  const entries = await queryEntries(app, { statuses: ['success', 'skipped'], limit: 9 })
  return Object.fromEntries(entries.map(({ jobCode, reason }) => [jobCode, reason ?? '']))
}

describe('a pause of everything', () => {
  it('skips what every calendar brings; a pass and health say so, and people may still start a job', async () => {
    const app = await twoGroups()
    const until = app.clock.now() + 60 * MINUTE
    await pauseEverything(app, { until, note: 'import' })
    const why = `paused by ${app.author} until ${isoOf(until)}: import`

    expect((await runPass(app, never)).guards).toEqual([why])

    expect(await endings(app)).toEqual({ mail: why, report: why })
    expect(await checkHealth(app)).toMatchObject({ healthy: true, guards: [why] })
    expect((await runJob(app, jobOf(app, 'mail'), { params: {} })).entry.status).toBe('success')
  })

  it('stays when a group goes on, and ends when it is resumed', async () => {
    const app = await twoGroups()
    const until = app.clock.now() + 60 * MINUTE
    await pauseEverything(app, { until, note: '' })
    await pauseGroup(app, 'slow', { until, note: '' })
    await resumeGroup(app, 'slow')
    await expect(resumeGroup(app, 'slow')).rejects.toThrow('Group slow is not paused.')
    expect((await checkHealth(app)).guards).toHaveLength(1)

    await resumeEverything(app)

    expect((await runPass(app, never)).guards).toEqual([])
    expect(Object.keys(await endings(app)).toSorted()).toEqual(['mail', 'report'])
  })
})

describe('a pause of a group', () => {
  it('skips what its calendars bring, and is shown with its jobs and their next runs', async () => {
    const app = await openTestApp({
      jobs: { mail: job('* * * * *'), report: `<group>slow</group>${job('* * * * *')}` },
    })
    const until = Math.ceil((app.clock.now() + 60 * MINUTE) / MINUTE) * MINUTE
    await pauseGroup(app, 'slow', { until, note: 'move' })

    const [mail, report] = await listJobs(app)

    expect(mail?.pause).toBeUndefined()
    expect(report).toMatchObject({ nextRunAt: until, pause: { until, note: 'move', author: app.author } })
    expect(nextInstants(app, 'report', 1)).toEqual([until])
    const { guards } = await checkHealth(app)
    expect(guards).toEqual([`group slow: paused by ${app.author} until ${isoOf(until)}: move`])
    await expect(pauseGroup(app, 'slwo', { until, note: '' })).rejects.toThrow("No group 'slwo'. Did you mean slow?")
  })
})

describe('maintenance', () => {
  it('begins nothing: a pass says so and ends well, and what is written by hand is refused', async () => {
    const app = await twoGroups()
    await enableMaintenance(app, 'new disk')

    const { guards, written, executions } = await runPass(app, never)

    expect(guards).toEqual([expect.stringMatching(`^maintenance by ${app.author} from \\S+: new disk$`)])
    expect({ written, executions }).toEqual({ written: 0, executions: new Map() })
    expect(await checkHealth(app)).toMatchObject({ healthy: true, guards })
    const mail = jobOf(app, 'mail')
    await expect(runJob(app, mail, { params: {} })).rejects.toMatchObject({ code: 'conflict' })
    await expect(addEntry(app, mail, { at: app.clock.now() + MINUTE })).rejects.toThrow('Not now: maintenance by')
    expect((await runJob(app, mail, { params: {}, force: true })).entry.status).toBe('success')
  })

  it('is over when it is disabled, and its times stay for whoever asks why', async () => {
    const app = await twoGroups()
    await expect(disableMaintenance(app)).rejects.toThrow('There is no maintenance.')
    await enableMaintenance(app, 'new disk')
    await expect(enableMaintenance(app, '')).rejects.toThrow('Already: maintenance by')

    await disableMaintenance(app)

    expect((await runPass(app, never)).guards).toEqual([])
    expect(Object.keys(await endings(app)).toSorted()).toEqual(['mail', 'report'])
    const kept = app.configuration().settings.valueOf('system/cron/maintenance')?.value
    expect(kept).toMatch(/^\S+Z\/\S+Z new disk$/)
  })

  it('that the site file says is ended where it stands', async () => {
    const app = await twoGroups({ site: { settings: { 'system/cron/maintenance': 1 } } })

    expect((await runPass(app, never)).guards).toEqual(['maintenance by horarium.config.json:1'])
    await expect(disableMaintenance(app)).rejects.toThrow('stands in horarium.config.json:1; end it there')
  })
})

describe('the environment guard', () => {
  const site = { settings: { 'system/cron/environment_guard': 1 } }

  it.each([
    [{ HORARIUM_ENV: 'staging', NODE_ENV: 'production' }, 'staging'],
    [{ NODE_ENV: 'test' }, 'test'],
    [{}, 'development'],
  ])('holds what calendars start where the environment is %j', async (environment, name) => {
    const app = await twoGroups({ site, environment })

    const { guards } = await runPass(app, never)

    const does = 'the calendar does not start 2 jobs that do not opt in'
    expect(guards).toEqual([`environment guard: this is ${name}, not production; ${does}`])
    const why = `environment guard: this is ${name}, not production, and the job does not opt in`
    expect(await endings(app)).toEqual({ mail: why, report: why })
  })

  it('holds nothing in production', async () => {
    const app = await twoGroups({ site, environment: { HORARIUM_ENV: 'production' } })

    expect((await runPass(app, never)).guards).toEqual([])
    expect(Object.keys(await endings(app)).toSorted()).toEqual(['mail', 'report'])
  })
})

describe('a job that only people start', () => {
  it('has no entries of its calendar and no next run, and runs when somebody asks', async () => {
    const app = await openTestApp({ jobs: { mail: `<manual_only>1</manual_only>${job('* * * * *')}` } })

    await runPass(app, never)

    expect(await queryEntries(app, { statuses: ['pending', 'success'], limit: 9 })).toEqual([])
    expect(await listJobs(app)).toMatchObject([{ nextRunAt: undefined, definition: { status: 'ok' } }])
    expect((await runJob(app, jobOf(app, 'mail'), { params: {} })).entry.status).toBe('success')
  })
})
