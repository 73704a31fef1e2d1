import { type App, listFailing, listOpenAlerts, Node, pauseJob, runJob, runPass, testAlerts } from '@horarium/app'
import { describe, expect, it, onTestFinished } from 'vitest'
import { watchedJobs } from '../src/alerting/watched-jobs.js'
import { type Receiver, startReceiver } from './support/receiver.js'
import { at, job, jobOf, openTestApp, type TestProject } from './support/test-app.js'

const MINUTE = 60_000
const { signal } = new AbortController()
const JOBS = { mail: job('', 'fail'), post: job('0 3 * * *') }

/** Settings that let alerts and pings come here. */
function siteOf({ url }: Receiver, further: Readonly<Record<string, unknown>> = {}): NonNullable<TestProject['site']> {
  const own = { alert_webhook_url: `${url}/hook`, alert_webhook_private: 1, alert_log: 0, ...further }
  return { settings: Object.fromEntries(Object.entries(own).map(([name, value]) => [`system/cron/${name}`, value])) }
}

async function failOnce(app: App): Promise<void> {
  await runJob(app, jobOf(app, 'mail'), { params: {} })
}

describe('a pass', () => {
  it('tells people what failed since the last, and once', async () => {
    const receiver = await startReceiver()
    const app = await openTestApp({ jobs: JOBS, site: siteOf(receiver) })
    await failOnce(app)

    await runPass(app, signal)
    await runPass(app, signal)
    await runPass(at(app, app.clock.now() + MINUTE), signal)

    expect(receiver.received).toHaveLength(1)
    expect(receiver.received[0]).toContain('"kind":"failed","jobCode":"mail"')
    const [alert] = (await listOpenAlerts(app)).open
    expect(alert).toMatchObject({ told: ['webhook'], reason: expect.stringContaining('the disk is full') })
  })

  it('asks for the address of somebody else who waits for it, once a minute', async () => {
    const receiver = await startReceiver()
    const further = { alert_webhook_url: '', alert_ping_url: `${receiver.url}/alive` }
    const app = await openTestApp({ jobs: JOBS, site: siteOf(receiver, further) })

    await runPass(app, signal)
    await runPass(app, signal)

    expect(receiver.received).toEqual(['GET /alive '])
  })

  it('goes on where nobody can be told', async () => {
    const receiver = await startReceiver()
    const closed = { alert_webhook_private: 0, alert_ping_url: `${receiver.url}/alive` }
    const app = await openTestApp({ jobs: JOBS, site: siteOf(receiver, closed) })
    await failOnce(app)

    await runPass(app, signal)

    expect(receiver.received).toEqual([])
    const [waiting] = (await listOpenAlerts(app)).undelivered
    expect(waiting?.attempt).toMatchObject({
      count: 1,
      error: expect.stringContaining('127.0.0.1 is a private address'),
    })
  })
})

describe('a node', () => {
  it('looks by itself', async () => {
    const receiver = await startReceiver()
    const app = await openTestApp({ jobs: JOBS, site: siteOf(receiver) })
    await failOnce(app)
    const node = new Node(app)
    await node.start()
    onTestFinished(() => node.stop(0))

    await expect.poll(() => receiver.received.length, { timeout: 25_000 }).toBe(1)
  }, 40_000)
})

describe('what a look watches', () => {
  it('knows what holds a job, and whether Horarium did', async () => {
    const app = await openTestApp({ jobs: { ...JOBS, off: `<active>0</active>${job('0 3 * * *')}` } })
    const before = watchedJobs(app.plans())
    const until = app.clock.now() + MINUTE
    await pauseJob({ ...app, author: 'horarium' }, jobOf(app, 'mail'), { until, note: 'it failed' })
    await pauseJob(app, jobOf(app, 'post'), { until, note: '' })

    const { jobs, digest } = watchedJobs(app.plans())

    expect([...jobs.keys()]).not.toContain('off')
    expect(jobs.get('mail')).toMatchObject({ poisoned: { note: 'it failed' }, holds: [{ until }] })
    expect(jobs.get('post')).toMatchObject({ holds: [{ until }], calendar: { compiled: { kind: 'timed' } } })
    expect(jobs.get('post')).not.toHaveProperty('poisoned')
    expect(digest).toBe(before.digest)
  })
})

describe('trying the channels', () => {
  it('tells of each whether it arrived', async () => {
    const receiver = await startReceiver()
    const site = siteOf(receiver, { alert_command: '["/nowhere/alert"]' })
    const app = await openTestApp({ site })

    const tested = await testAlerts(app)

    expect(tested).toEqual([{ channel: 'webhook' }, { channel: 'command', error: expect.stringContaining('ENOENT') }])
    expect(receiver.received[0]).toContain('tries whether this arrives')
    await expect(testAlerts(app, 'mail')).rejects.toThrow("No channel 'mail' is set; set: webhook, command.")
  })
})

describe('the failing jobs', () => {
  it('are those whose last run that finished is an error, with its reason', async () => {
    const jobs = { ...JOBS, once: job('', 'failOnce'), later: job('', 'ok') }
    const app = await openTestApp({ jobs })
    for (const code of ['mail', 'later']) await runJob(app, jobOf(app, code), { params: {} })

    const failing = await listFailing(app)

    expect(failing.map(({ definition }) => definition.code)).toEqual(['mail'])
    expect(failing[0]?.reason).toBe('TypeError: the disk is full')
  })
})
