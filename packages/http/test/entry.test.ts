import { addEntry, findJob, queryEntries, runJob } from '@horarium/app'
import { describe, expect, it } from 'vitest'
import { openTestService, type TestAnswer, type TestService } from './support/test-service.js'

async function waiting({ app }: TestService, code = 'well'): Promise<string> {
  return addEntry(app, findJob(app.configuration().jobs, code), { at: app.clock.now() + 3_600_000 })
}

const path = (id: string, rest = ''): string => `/api/v1/entries/${encodeURIComponent(id)}${rest}`

describe('GET /api/v1/entries/:id', () => {
  it('tells all of a run: what it was given, what it returned', async () => {
    const { app, ask } = await openTestService()
    const job = findJob(app.configuration().jobs, 'well')
    const { entry } = await runJob(app, job, { params: { colour: 'red', api_key: 'secret' } })

    const { body } = await ask('GET', path(entry.id))

    const params = { colour: 'red', api_key: '***' }
    expect(body).toMatchObject({
      status: 'success',
      params,
      result: { answer: 42, colour: 'red' },
      message: 'all done',
    })
    expect(body).toMatchObject({ author: app.author, error: null, kill: null, attempts: [] })
    expect(body).not.toHaveProperty('log')
  })

  it('tells why a run failed, with its stack', async () => {
    const { app, ask } = await openTestService()
    const { entry } = await runJob(app, findJob(app.configuration().jobs, 'broken'), { params: {} })
    const { body } = await ask('GET', path(entry.id))
    expect(body['error']).toMatchObject({ name: 'TypeError', message: 'the disk is full' })
    expect(body['error']).toHaveProperty('stack', expect.stringContaining('Work.mjs'))
  })

  it('answers 404 for one there is not, 400 for what is no id', async () => {
    const { ask } = await openTestService()
    expect((await ask('GET', path('well@20260131T100500Z'))).status).toBe(404)
    expect((await ask('GET', path('nonsense'))).status).toBe(400)
  })
})

describe('DELETE /api/v1/entries/:id', () => {
  it('takes what waits out of the timetable, not what has ended', async () => {
    const service = await openTestService()
    const id = await waiting(service)
    const remove = (): Promise<TestAnswer> => service.ask('DELETE', path(id, '?why=a%20slip'))
    expect(await remove()).toMatchObject({ status: 200, body: { outcome: 'vanished' } })
    expect(await remove()).toMatchObject({ status: 404 })
  })

  it('refuses a running one, which can be killed', async () => {
    const service = await openTestService({ works: true })
    const { body } = await service.ask('POST', '/trigger/slow?async=1')
    const id = String(body['entryId'])
    await expect.poll(() => queryEntries(service.app, { statuses: ['running'], limit: 1 })).toHaveLength(1)

    expect(await service.ask('DELETE', path(id))).toMatchObject({ status: 409, body: { code: 'conflict' } })
    const killed = await service.ask('POST', path(id, '/kill'), { body: { why: 'too slow' } })

    expect(killed).toMatchObject({ status: 200, body: { outcome: 'asked', entry: { id, status: 'running' } } })
    const entry = async (): Promise<unknown> => (await service.ask('GET', path(id))).body
    await expect.poll(entry, { timeout: 9_000 }).toMatchObject({ status: 'killed', kill: { why: 'too slow' } })
  })
})

describe('POST /api/v1/entries/:id/again', () => {
  it('asks for a new entry with the same parameters, in the name of who asks', async () => {
    const { app, ask, tokenFor } = await openTestService()
    const token = await tokenFor('operate')
    const job = findJob(app.configuration().jobs, 'well')
    const { entry } = await runJob(app, job, { params: { colour: 'red', api_key: 'secret' } })

    const { status, body } = await ask('POST', path(entry.id, '/again'), { token })

    expect(status).toBe(202)
    const [next] = await queryEntries(app, { statuses: ['pending'], limit: 9 })
    expect(next).toMatchObject({ id: body['entryId'], source: 'manual', author: 'token:operate', params: entry.params })
  })
})

it('removing, killing and running again are for those who operate', async () => {
  const service = await openTestService()
  const id = await waiting(service)
  const token = await service.tokenFor('view')
  for (const line of ['DELETE ', 'POST /kill', 'POST /again']) {
    const [method = '', rest] = line.split(' ')
    expect((await service.ask(method, path(id, rest), { token })).status, line).toBe(403)
  }
})
