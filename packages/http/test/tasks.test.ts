import { queryEntries } from '@horarium/app'
import { describe, expect, it } from 'vitest'
import { job, openTestService } from './support/test-service.js'

describe('POST /trigger/:job', () => {
  it('runs a job and answers how it ended, with what it returned', async () => {
    const { ask } = await openTestService()

    const { status, body } = await ask('POST', '/trigger/well', { body: { params: { colour: 'red' } } })

    const statistics = { answer: 42, colour: 'red' }
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({ taskName: 'well', success: true, message: 'all done', statistics }),
    ])
    expect(body['entryId']).toMatch(/^well@\d{8}T\d{6}\.\d{3}Z$/)
  })

  it('needs no body, and says so where a run returned nothing', async () => {
    const { ask } = await openTestService()
    const { body } = await ask('POST', '/trigger/quiet')
    expect(body).toMatchObject({ success: true, message: 'handler returned' })
    expect(body).not.toHaveProperty('statistics')
  })

  it('answers 200 and the error of a run that failed', async () => {
    const { ask } = await openTestService()
    const { status, body } = await ask('POST', '/trigger/broken')
    expect([status, body]).toMatchObject([200, { success: false, error: 'TypeError: the disk is full' }])
  })

  it('answers 409 while a run goes on, which is asked to end when the service closes', async () => {
    const { app, ask, service } = await openTestService()
    const first = ask('POST', '/trigger/slow')
    await expect.poll(() => queryEntries(app, { statuses: ['running'], limit: 1 })).toHaveLength(1)

    expect((await ask('POST', '/trigger/slow')).status).toBe(409)

    await service.close(0)
    expect((await first).body).toMatchObject({ statistics: 'asked to end' })
  })

  it('answers 202 and an entry at once with ?async=1; a worker runs it', async () => {
    const { app, ask } = await openTestService({ works: true })

    const { status, body } = await ask('POST', '/trigger/well?async=1')

    expect([status, body['taskName']]).toEqual([202, 'well'])
    const ended = (): Promise<unknown> => queryEntries(app, { statuses: ['success'], jobCode: 'well', limit: 1 })
    await expect.poll(ended).toMatchObject([{ id: body['entryId'], author: 'loopback' }])
  })

  it.each([
    ['/trigger/wel', {}, 404, "No job 'wel'. Did you mean well?"],
    ['/trigger/missing', {}, 422, 'Job missing is invalid'],
    ['/trigger/well', { target: 'a' }, 400, 'Job well has no targets.'],
    ['/trigger/well', { parms: {} }, 400, 'must NOT have additional properties'],
    ['/trigger/well', { params: { a: 'x'.repeat(16_400) } }, 400, 'bytes long'],
  ])('%s with %j is answered %i', async (...[path, body, status, sentence]) => {
    const { ask } = await openTestService()
    const answer = await ask('POST', path, { body })
    expect(answer).toMatchObject({ status, body: { error: expect.stringContaining(sentence) as unknown } })
  })
})

describe('GET /api/v1/entries/:id/log', () => {
  it('tells what a run has logged, from where one left off', async () => {
    const { ask } = await openTestService()
    const { entryId } = (await ask('POST', '/trigger/chatty')).body
    const read = (from: unknown): ReturnType<typeof ask> =>
      ask('GET', `/api/v1/entries/${String(entryId)}/log?from=${String(from)}`)

    const { body } = await read(0)

    const line = (message: string): unknown => expect.objectContaining({ level: 'info', message })
    expect(body).toMatchObject({ status: 'success', isWhole: true, lines: [line('first'), line('second')] })
    expect((await read(body['next'])).body).toMatchObject({ lines: [], next: body['next'] })
    expect((await ask('GET', '/api/v1/entries/chatty@20260101T000000Z/log')).status).toBe(404)
    expect((await ask('GET', '/api/v1/entries/nothing/log')).status).toBe(400)
  })
})

describe('POST /stop/:job and /start/:job', () => {
  it('switch a job off and on, as often as they are asked, and health follows', async () => {
    const { ask } = await openTestService({ jobs: { often: job('ok', '* * * * *') } })
    const active = async (): Promise<unknown> => (await ask('GET', '/health')).body['activeTasks']

    const stopped = [await ask('POST', '/stop/often'), await ask('POST', '/stop/often')]
    expect(stopped.map(({ status }) => status)).toEqual([200, 200])
    expect(stopped[1]?.body).toEqual({ taskName: 'often', active: false, message: 'Job often is stopped already.' })
    expect(await active()).not.toContain('often')

    const started = [await ask('POST', '/start/often'), await ask('POST', '/start/often')]
    expect(started.map(({ body }) => body['active'])).toEqual([true, true])
    expect(await active()).toContain('often')
  })

  it('refuse to stop what belongs to Horarium itself, and jobs nobody declares', async () => {
    const { ask } = await openTestService()
    expect((await ask('POST', '/stop/heart')).status).toBe(403)
    expect((await ask('POST', '/stop/nothing')).status).toBe(404)
    expect((await ask('POST', '/start/missing')).status).toBe(422)
  })
})
