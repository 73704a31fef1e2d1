import { type App, checkHealth, runJob } from '@horarium/app'
import { generate } from '@horarium/engine'
import { recordPass, signOn } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { planFor } from './support/lanes.js'
import { at, job, jobOf, openTestApp } from './support/test-app.js'

const NOON = Date.UTC(2026, 0, 31, 12)
const MINUTE = 60_000

async function atNoon(): Promise<App> {
  return at(await openTestApp({ jobs: { mail: job('* * * * *') } }), NOON)
}

function signAt(app: App, seenAt: number): Promise<void> {
  const host = { name: 'a', host: 'h', pid: 1, startedAt: NOON, executes: true }
  return signOn(app.instance, { ...host, seenAt })
}

describe('health', () => {
  it('is bad before anybody has made a pass', async () => {
    expect(await checkHealth(await atNoon())).toMatchObject({
      healthy: false,
      reasons: ['nothing has made a pass yet: run start, worker or cron:run'],
      workers: [],
      lastPass: undefined,
    })
  })

  it('is good within an hour of the last pass, for a crontab may be no more frequent', async () => {
    const app = await atNoon()
    await recordPass(app.instance, { at: NOON - 60 * MINUTE, by: 'cron:run' })

    expect(await checkHealth(app)).toMatchObject({ healthy: true, reasons: [], lastPass: { by: 'cron:run' } })
  })

  it('is bad later, and says whether a worker lives', async () => {
    const app = await atNoon()
    await recordPass(app.instance, { at: NOON - 61 * MINUTE, by: 'a' })
    await signAt(app, NOON - MINUTE)
    const [dead] = (await checkHealth(app)).reasons
    await signAt(app, NOON)
    const [alive] = (await checkHealth(app)).reasons

    expect(dead).toBe('the last pass was 61 minutes ago and no worker lives: run start, worker or cron:run')
    expect(alive).toBe('the last pass was 61 minutes ago: run start, worker or cron:run')
  })

  it('is bad as soon as the worker is gone that made the last pass', async () => {
    const app = await atNoon()
    await recordPass(app.instance, { at: NOON - 2 * MINUTE, by: 'a' })
    expect((await checkHealth(app)).reasons).toEqual([expect.stringContaining('no worker lives')])
  })

  it('is bad after as long without a pass as it is told', async () => {
    const HORARIUM__SYSTEM__CRON__HEALTH_PASS_LIMIT = '2h'
    const jobs = { mail: job('* * * * *') }
    const app = at(await openTestApp({ jobs, environment: { HORARIUM__SYSTEM__CRON__HEALTH_PASS_LIMIT } }), NOON)
    const healthyAfter = async (minutes: number): Promise<boolean> => {
      await recordPass(app.instance, { at: NOON - minutes * MINUTE, by: 'cron:run' })
      return (await checkHealth(app)).healthy
    }
    expect([await healthyAfter(120), await healthyAfter(121)]).toEqual([true, false])
  })

  it('counts what each lane holds', async () => {
    const app = await atNoon()
    await generate(planFor(app, 'default'), NOON)
    await runJob(app, jobOf(app, 'mail'), { params: {} })

    const { lanes, redis } = await checkHealth(app)

    expect(lanes).toMatchObject({
      default: { pending: 20, released: 0, running: 0, finished: { success: 1, error: 0 } },
    })
    expect(redis.description).toBe(app.lease.description)
  })
})
