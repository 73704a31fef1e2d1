import { join } from 'node:path'
import { rehearse } from '@horarium/sdk/testing'
import { expect, inject, it } from 'vitest'
import { makeSite } from './support/site.js'

it('with a crontab line every 5 minutes the jobs of a day run 1, 24 and 288 times, and succeed', async () => {
  makeSite()
  const day = await rehearse({
    modules: [join(import.meta.dirname, '..')],
    from: '2026-01-31T00:00:00Z',
    to: '2026-02-01T00:00:00Z',
    passEvery: '5m',
    redis: inject('redisAddress'),
  })
  expect(day.problems).toEqual([])
  expect(new Set(day.entries.map(({ status }) => status))).toEqual(new Set(['success']))
  const jobs = ['site_update_check', 'site_clean_up', 'site_send_mailings', 'site_plan_mailing']
  expect(jobs.map((job) => day.runs(job).length)).toEqual([1, 24, 288, 0])
})
