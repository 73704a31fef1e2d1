import { expect, it } from 'vitest'
import { job, openTestService } from './support/test-service.js'

const mail = { mail: `<group>mail</group>${job('ok', '* * * * *')}` }

interface Groups {
  readonly version: string
  readonly items: readonly { readonly name: string; readonly version: string; readonly pause: unknown }[]
}

it('GET /api/v1/groups tells what each holds', async () => {
  const { ask } = await openTestService({ jobs: mail })
  const { body } = await ask('GET', '/api/v1/groups')
  expect(body).toMatchObject({ pause: null, maintenance: null, next: null })
  expect(body['items']).toMatchObject([
    { name: 'default', jobs: { invalid: 1 }, concurrency: 8 },
    { name: 'mail', jobs: { ok: 1, invalid: 0, disabled: 0 }, pause: null, size: { running: 0 } },
  ])
})

it('pauses a group, after telling what is skipped, and lets it go on', async () => {
  const { ask } = await openTestService({ jobs: mail })
  const url = '/api/v1/groups/mail/pause'
  const tried = (await ask('PUT', url, { body: { until: '1h', dryRun: true } })).body
  expect(tried).toMatchObject({ skips: { jobs: 1, instants: 60 }, groups: { items: [{}, { pause: null }] } })

  const done = (await ask('PUT', url, { body: { until: '1h', note: 'why not' } })).body
  expect(done).toMatchObject({ dryRun: false, groups: { items: [{ pause: null }, { pause: { note: 'why not' } }] } })
  expect((await ask('GET', '/api/v1/jobs/mail')).body).toMatchObject({ pause: { note: 'why not' } })

  expect((await ask('DELETE', url)).body).toMatchObject({ items: [{ pause: null }, { pause: null }] })
  expect((await ask('DELETE', url)).status).toBe(409)
  expect((await ask('PUT', '/api/v1/groups/male/pause', { body: { until: '1h' } })).status).toBe(404)
})

it('pauses everything, and stops it for maintenance', async () => {
  const { ask } = await openTestService({ jobs: mail })
  const note = 'moving'
  expect((await ask('PUT', '/api/v1/pause', { body: { until: '1h', note } })).body).toMatchObject({
    groups: { pause: { note } },
  })
  expect((await ask('DELETE', '/api/v1/pause')).body).toMatchObject({ pause: null })

  const tried = (await ask('PUT', '/api/v1/maintenance', { body: { note, dryRun: true } })).body
  // Those of the night too, where it is about to come.
  expect([60, 65]).toContain((tried['skips'] as { readonly instants: number }).instants)
  expect(tried).toMatchObject({ groups: { maintenance: null } })
  const done = (await ask('PUT', '/api/v1/maintenance', { body: { note } })).body
  expect(done).toMatchObject({ groups: { maintenance: { note, until: null, author: 'loopback' } } })
  expect((await ask('PUT', '/api/v1/maintenance', { body: {} })).status).toBe(409)
  expect((await ask('POST', '/api/v1/jobs/mail/runs', { body: {} })).status).toBe(409)
  expect((await ask('DELETE', '/api/v1/maintenance')).body).toMatchObject({ maintenance: null })
})

it('lets nobody hold what somebody else holds meanwhile', async () => {
  const { ask } = await openTestService({ jobs: mail })
  const { items, version } = (await ask('GET', '/api/v1/groups')).body as unknown as Groups
  const headers = { 'if-match': `"${items[1]?.version ?? ''}"` }
  await ask('PUT', '/api/v1/groups/mail/pause', { body: { until: '1h' } })

  const late = await ask('PUT', '/api/v1/groups/mail/pause', { body: { until: '2h' }, headers })
  const all = await ask('PUT', '/api/v1/pause', { body: { until: '2h' }, headers: { 'if-match': version } })

  expect([late.status, all.status]).toEqual([412, 200])
})
