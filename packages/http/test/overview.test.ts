import { queryEntries, runPass } from '@horarium/app'
import { recordPass } from '@horarium/store'
import { expect, it } from 'vitest'
import { job, openTestService, type TestService } from './support/test-service.js'

const HOUR_MS = 3_600_000

async function overviewOf({ ask }: TestService) {
  const { status, body } = await ask('GET', '/api/v1/overview')
  expect(status).toBe(200)
  return body
}

it('says that nothing has run yet, and how many jobs wait for that', async () => {
  const service = await openTestService()
  expect(await overviewOf(service)).toMatchObject({
    isHealthy: false,
    idle: { kind: 'never', since: null, jobs: 5, runs: 0, missing: [] },
    jobs: { ok: 6, invalid: 1, disabled: 0, paused: 0 },
    problems: { errors: 1, warnings: 0 },
  })
})

it('says what does not happen since nothing runs any more, the rarest first', async () => {
  const labelled = `<label>Expire services</label>${job('ok', '0 * * * *')}`
  const service = await openTestService({ jobs: { often: job('ok', '*/10 * * * *'), expire: labelled } })
  const { app } = service
  await recordPass(app.instance, { at: app.clock.now() - 2 * HOUR_MS, by: 'worker on gone' })
  const { idle } = await overviewOf(service)
  const missing = [
    { jobCode: 'expire', label: 'Expire services', runs: 2 },
    { jobCode: 'often', runs: 12 },
  ]
  expect(idle).toMatchObject({
    kind: 'no-worker',
    isMore: false,
    missing: expect.arrayContaining(missing.map((one) => expect.objectContaining(one) as unknown)) as unknown,
  })
  expect((idle as { runs: number }).runs).toBeGreaterThanOrEqual(14)
})

it('tells what runs, what failed and what comes', async () => {
  const service = await openTestService({ works: true, jobs: { often: job('ok', '*/10 * * * *') } })
  const { app, ask } = service
  await runPass(app, new AbortController().signal)
  await ask('POST', '/trigger/broken')
  await ask('POST', '/trigger/slow?async=1')
  await expect.poll(() => queryEntries(app, { statuses: ['running'], limit: 1 })).toHaveLength(1)

  const overview = await overviewOf(service)

  expect(overview).toMatchObject({
    isHealthy: true,
    idle: null,
    running: { count: 1, first: [{ jobCode: 'slow', worker: expect.any(String) as unknown }] },
    failing: { count: 1, isMore: false, first: [{ jobCode: 'broken', reason: 'TypeError: the disk is full' }] },
    overdue: { count: 0 },
  })
  const { nextHour, hours } = overview as { nextHour: { count: number; first: unknown[] }; hours: { error: number }[] }
  expect(nextHour.first[0]).toMatchObject({ jobCode: 'often' })
  expect(nextHour.count).toBeGreaterThanOrEqual(6)
  expect([hours.length, hours.at(-1)?.error]).toEqual([24, 1])
})
