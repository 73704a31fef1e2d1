import type { TimelineCounts, TimelineGroups, TimelineIndex, TimelinePage } from '@horarium/http/api'
import { expect, it } from 'vitest'
import { job, openTestService } from './support/test-service.js'

const HOUR = 3_600_000

function around(now: number, bins = 60): string {
  const [from, to] = [new Date(now - HOUR).toISOString(), new Date(now + HOUR).toISOString()]
  return `from=${from}&to=${to}&bins=${bins}`
}

it('the timeline has the run that was, with its reason, and what is foreseen', async () => {
  const { ask, app } = await openTestService({ jobs: { often: job('ok', '*/20 * * * *') } })
  const ran = await ask('POST', '/trigger/often', { body: {} })
  const { status, body } = await ask('GET', `/api/v1/timeline?${around(app.clock.now())}&jobs=often`)
  expect(status).toBe(200)
  const [lane] = (body as unknown as TimelinePage).items
  expect(lane).toMatchObject({
    job: 'often',
    group: 'default',
    schedule: '*/20 * * * *',
    bins: [],
    gaps: [],
    purged: [],
  })
  expect(lane?.entries.find(({ id }) => id === ran.body['entryId'])).toMatchObject({
    status: 'success',
    source: 'manual',
    reason: expect.any(String),
    startedAt: expect.stringMatching(/Z$/),
  })
  const toCome = [
    ...(lane?.entries ?? []).filter(({ status: is }) => is === 'pending'),
    ...(lane?.planned.instants ?? []),
  ]
  expect(toCome).toHaveLength(3)
})

it('the timeline goes on where the page before ended', async () => {
  const { ask, app } = await openTestService()
  const url = `/api/v1/timeline?${around(app.clock.now())}&limit=4`
  const seen: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const { body } = await ask('GET', next === '' ? url : `${url}&after=${next}`)
    const page = body as unknown as TimelinePage
    seen.push(...page.items.map(({ job: code }) => code))
    next = page.next
  }
  expect(seen).toEqual(
    app
      .configuration()
      .jobs.map(({ code }) => code)
      .toSorted(),
  )
})

it.each([
  ['a time that ends before it begins', 'from=2026-01-31T12:00:00Z&to=2026-01-31T11:00:00Z', 400],
  ['a time that is no time', 'from=yesterday&to=2026-01-31T11:00:00Z', 400],
  ['half a year', 'from=2026-01-01T00:00:00Z&to=2026-07-01T00:00:00Z', 400],
  ['a cursor nobody gave', 'from=2026-01-31T11:00:00Z&to=2026-01-31T12:00:00Z&after=nonsense', 400],
  ['a job nobody knows', 'from=2026-01-31T11:00:00Z&to=2026-01-31T12:00:00Z&jobs=nobody', 404],
])('the timeline of %s is refused', async (_, query, status) => {
  const { ask } = await openTestService()
  expect(await ask('GET', `/api/v1/timeline?${query}`)).toMatchObject({ status, body: { remedy: expect.any(String) } })
})

it('the lanes of a timeline are all jobs by group, and what they did is counted', async () => {
  const { ask, app } = await openTestService({ jobs: { other: `<group>b_group</group>${job('ok')}` } })
  await ask('POST', '/trigger/other', { body: {} })
  const lanes = (await ask('GET', '/api/v1/timeline/jobs')).body as unknown as TimelineIndex
  expect(lanes.groups.find(({ group }) => group === 'b_group')?.jobs).toEqual([
    { code: 'other', label: null, status: 'ok' },
  ])

  const time = around(app.clock.now())
  const sums = (await ask('GET', `/api/v1/timeline/groups?${time}`)).body as unknown as TimelineGroups
  expect(sums.groups.find(({ group }) => group === 'b_group')?.bins).toMatchObject([{ counts: { success: 1 } }])
  const counted = (await ask('GET', `/api/v1/timeline/counts?${time.replace(/&bins.*/, '')}`))
    .body as unknown as TimelineCounts
  expect(counted.jobs).toContainEqual({ job: 'other', group: 'b_group', counts: { success: 1 } })
})
