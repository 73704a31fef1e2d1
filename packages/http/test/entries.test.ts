import { addEntry, findJob, queryEntries, runJob } from '@horarium/app'
import { describe, expect, it } from 'vitest'
import { openTestService, type TestService } from './support/test-service.js'

const HOUR = 3_600_000

/** A service whose jobs have ended three times, well and badly, and wait twice. */
async function worked(): Promise<TestService> {
  const service = await openTestService()
  const { app } = service
  const jobOf = (code: string) => findJob(app.configuration().jobs, code)
  for (const code of ['well', 'broken', 'well']) await runJob(app, jobOf(code), { params: {} })
  for (const hours of [1, 2]) await addEntry(app, jobOf('well'), { at: app.clock.now() + hours * HOUR })
  return service
}

async function listed({ ask }: TestService, path: string): Promise<readonly string[]> {
  const { body } = await ask('GET', path)
  const items = body['items'] as readonly { readonly jobCode: string; readonly status: string }[]
  return items.map(({ jobCode, status }) => `${jobCode} ${status}`)
}

describe('GET /api/v1/entries', () => {
  it('tells what waits first, then what has ended, newest first', async () => {
    const service = await worked()
    const lines = ['well pending', 'well pending', 'well success', 'broken error', 'well success']
    expect(await listed(service, '/api/v1/entries')).toEqual(lines)
    expect(await listed(service, '/api/v1/runs')).toEqual(lines.slice(2))
  })

  it('goes on behind each page until there is no next', async () => {
    const service = await worked()
    const pages: unknown[] = []
    for (let after = ''; ; ) {
      const { body } = await service.ask('GET', `/api/v1/entries?limit=2${after}`)
      pages.push((body['items'] as readonly unknown[]).length)
      if (body['next'] === null) break
      after = `&after=${body['next'] as string}`
    }
    expect(pages).toEqual([2, 2, 1])
  })

  it('shows a row with its times, how late it was and who asked for it', async () => {
    const { ask } = await worked()
    const { body } = await ask('GET', '/api/v1/entries?status=error')
    expect(body['items']).toMatchObject([
      {
        source: 'manual',
        reason: 'TypeError: the disk is full',
        latenessMs: expect.any(Number) as unknown,
        attempt: 1,
      },
    ])
  })

  it('answers those that are asked for', async () => {
    const service = await worked()
    const counts = {
      'status=error,success': 3,
      'status=pending': 2,
      'job=broken': 1,
      'group=default&source=manual': 5,
      'source=calendar': 0,
      'search=BROK': 1,
      'from=2999-01-01T00:00:00Z': 0,
      'to=2999-01-01T00:00:00Z': 5,
    }
    for (const [query, count] of Object.entries(counts)) {
      expect(await listed(service, `/api/v1/entries?${query}`), query).toHaveLength(count)
    }
  })

  it('refuses what there is not, with a sentence', async () => {
    const { ask } = await openTestService()
    const answers: readonly (readonly [query: string, status: number, sentence: string])[] = [
      ['status=succes', 400, "No status 'succes' here. Did you mean success?"],
      ['job=wel', 404, "No job 'wel'. Did you mean well?"],
      ['group=defalt', 404, "No group 'defalt'. Did you mean default?"],
      ['after=nonsense', 400, 'The cursor (after) is none this list has given.'],
      ['limit=201', 400, 'must be <= 200'],
      ['from=yesterday', 400, 'date-time'],
    ]
    for (const [query, status, sentence] of answers) {
      const { body, ...answer } = await ask('GET', `/api/v1/entries?${query}`)
      expect([query, answer.status, body['error']]).toEqual([query, status, expect.stringContaining(sentence)])
    }
  })
})

describe('POST /api/v1/history/purge', () => {
  it('counts first and takes only what is old enough', async () => {
    const { app, ask } = await worked()
    const recent = await ask('POST', '/api/v1/history/purge', { body: {} })
    const dry = await ask('POST', '/api/v1/history/purge', { body: { days: 0, dryRun: true } })
    const ofOne = await ask('POST', '/api/v1/history/purge', { body: { days: 0, jobs: ['well'], keep: 1 } })

    expect(recent.body).toMatchObject({ purged: 0, oldest: null, newest: null })
    expect(dry.body).toMatchObject({ wouldPurge: 3, cutoff: expect.stringMatching(/Z$/) as unknown })
    expect(ofOne.body).toMatchObject({ purged: 1, oldest: ofOne.body['newest'] })
    expect(await queryEntries(app, { statuses: ['success', 'error'], limit: 9 })).toHaveLength(2)
  })

  it('is for those who configure', async () => {
    const { ask, tokenFor } = await worked()
    const token = await tokenFor('operate')
    expect((await ask('POST', '/api/v1/history/purge', { body: {}, token })).status).toBe(403)
  })
})
