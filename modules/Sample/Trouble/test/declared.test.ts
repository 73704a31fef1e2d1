import { join } from 'node:path'
import { rehearse, runJob } from '@horarium/sdk/testing'
import { expect, inject, it } from 'vitest'

const module = join(import.meta.dirname, '..')

it('as long as nobody enables a job of the module, none runs', async () => {
  const hour = { from: '2026-01-31T00:00:00Z', to: '2026-01-31T01:00:00Z' }
  const { entries, problems } = await rehearse({ modules: [module], ...hour, redis: inject('redisAddress') })
  expect({ entries, problems }).toEqual({ entries: [], problems: [] })
})

it('a job that is enabled fails each minute', async () => {
  const { runs } = await rehearse({
    modules: [module],
    from: '2026-01-31T00:00:00Z',
    to: '2026-01-31T00:03:00Z',
    overrides: { 'crontab/jobs/trouble_fails/active': '1' },
    redis: inject('redisAddress'),
  })
  expect(runs('trouble_fails').map(({ status, reason }) => [status, reason])).toEqual(
    Array.from({ length: 3 }, () => ['error', 'AlwaysFails: this job always fails']),
  )
})

it('of several targets the broken one alone fails', async () => {
  const run = await runJob({ module, job: 'trouble_needs_target', params: { targets: 'left,broken,right' } })
  expect(run.targets?.map(({ target, status }) => [target, status])).toEqual([
    ['left', 'success'],
    ['broken', 'error'],
    ['right', 'success'],
  ])
})
