import { writeFileSync } from 'node:fs'
import { runPass } from '@horarium/app'
import { describe, expect, it } from 'vitest'
import { CONFIG_XML, job, jobsXml, openTestService } from './support/test-service.js'

describe('GET /health', () => {
  it('is 503 with reasons before anybody has made a pass', async () => {
    const { ask } = await openTestService()
    const { status, body } = await ask('GET', '/health')
    expect([status, body['isRunning'], body['reasons']]).toEqual([503, false, [expect.stringContaining('pass')]])
  })

  it('tells what is active, when it ran last and what failed', async () => {
    const { app, ask } = await openTestService({ works: true })
    await runPass(app, new AbortController().signal, {})
    await ask('POST', '/trigger/well')
    await ask('POST', '/trigger/broken')

    const { status, body } = await ask('GET', '/health')

    expect([status, body['isRunning'], body['reasons']]).toEqual([200, true, []])
    expect(body['activeTasks']).toEqual(['broken', 'chatty', 'quiet', 'slow', 'well'])
    expect(Object.keys(body['lastRunTimes'] ?? {})).toEqual(expect.arrayContaining(['broken', 'well']))
    expect(body['errors']).toMatchObject({
      broken: 'TypeError: the disk is full',
      missing: expect.stringContaining('nowhere') as unknown,
    })
    expect(body).toMatchObject({
      redis: { latencyMs: expect.any(Number) as unknown },
      workers: [{}],
      queues: { default: {} },
    })
  })
})

describe('POST /reload-config', () => {
  it('takes changed files, and refuses broken ones whole with their problems', async () => {
    const { ask, directory } = await openTestService()
    writeFileSync(`${directory}/${CONFIG_XML}`, jobsXml({ fresh: job('ok') }))
    expect(await ask('POST', '/reload-config')).toMatchObject({ status: 200, body: { jobs: 2 } })
    expect((await ask('POST', '/trigger/fresh')).body['success']).toBe(true)

    writeFileSync(`${directory}/${CONFIG_XML}`, '<config><crontab>')
    const refused = await ask('POST', '/reload-config')
    expect(refused).toMatchObject({ status: 422, body: { code: 'configuration', problems: [{ severity: 'error' }] } })
    expect((await ask('POST', '/trigger/fresh')).status).toBe(200)
  })
})

describe('/api/v1/jobs/:job/schedule', () => {
  it('reads and sets a preset or an expression', async () => {
    const { ask } = await openTestService()
    const put = (body: unknown) => ask('PUT', '/api/v1/jobs/well/schedule', { body })

    expect((await ask('GET', '/api/v1/jobs/well/schedule')).body).toMatchObject({ preset: null, origin: 'module' })
    expect((await put({ preset: '20min' })).body).toMatchObject({
      preset: '20min',
      expression: '*/20 * * * *',
      origin: 'override',
    })
    expect((await put({ preset: 'disabled' })).body).toMatchObject({ preset: 'disabled', active: false, next: [] })
    expect((await put({ preset: 'daily', timezone: 'Europe/Paris' })).body).toMatchObject({
      active: true,
      timezone: 'Europe/Paris',
    })
    expect((await put({ expression: '30s' })).body).toMatchObject({ preset: null, everySeconds: 30 })
  })

  it.each([
    [{ preset: 'hourli' }, "No preset 'hourli'."],
    [{ expression: '61 * * * *' }, '61'],
    [{ preset: 'daily', expression: '* * * * *' }, 'not both'],
    [{}, 'Nothing to set'],
  ])('refuses %j', async (body, sentence) => {
    const { ask } = await openTestService()
    const answer = await ask('PUT', '/api/v1/jobs/well/schedule', { body })
    expect(answer).toMatchObject({ status: 400, body: { error: expect.stringContaining(sentence) as unknown } })
  })
})

describe('the OpenAPI document', () => {
  it('names every route with its answers', async () => {
    const { ask } = await openTestService()
    const { paths } = (await ask('GET', '/api/v1/openapi.json')).body as { paths: Record<string, object> }
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/health', '/trigger/{job}', '/start/{job}', '/stop/{job}', '/reload-config']),
    )
  })
})
