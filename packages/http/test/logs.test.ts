import { findJob, runJob } from '@horarium/app'
import { expect, it } from 'vitest'
import { openTestService, type TestService } from './support/test-service.js'

async function ran(...codes: readonly string[]): Promise<TestService> {
  const service = await openTestService()
  const { jobs } = service.app.configuration()
  for (const code of codes) await runJob(service.app, findJob(jobs, code), { params: {} })
  return service
}

it('what runs have logged is told of all jobs or of one, whole lines of the newest first', async () => {
  const { ask } = await ran('chatty', 'quiet', 'chatty')
  const lines = [{ level: 'info', message: 'first' }, { message: 'second' }]
  const run = { jobCode: 'chatty', status: 'success', lines, isCut: false }
  const { status, body } = await ask('GET', '/api/v1/logs')
  expect({ status, body }).toMatchObject({ status: 200, body: { items: [run, run], next: null } })
  expect((await ask('GET', '/api/v1/logs?job=quiet')).body).toEqual({ items: [], next: null })
})

it('lines are chosen by words and by how grave they are', async () => {
  const { ask } = await ran('chatty')
  const { body } = await ask('GET', '/api/v1/logs?words=SEC')
  expect(body).toMatchObject({ items: [{ lines: [{ message: 'second' }] }] })
  expect((await ask('GET', '/api/v1/logs?level=warn')).body).toMatchObject({ items: [] })
  expect(await ask('GET', '/api/v1/logs?level=loud')).toMatchObject({ status: 400 })
})
