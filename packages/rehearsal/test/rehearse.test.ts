import { rehearse } from '@horarium/sdk/testing'
import { describe, expect, inject, it } from 'vitest'
import { job, moduleFolder } from './support/module-folder.js'

const redis = inject('redisAddress')
const NOON = '2026-01-31T12:00:00Z'
const ONE = '2026-01-31T13:00:00Z'

describe('a rehearsed time', () => {
  it('has every instant of a calendar from its beginning to its end, which it leaves out', async () => {
    const modules = [
      moduleFolder({ work: 'ok({ scheduledAt }) { return scheduledAt }', jobs: { a: job('*/20 * * * *') } }),
    ]
    const { entries, gaps, problems } = await rehearse({ modules, from: NOON, to: ONE, redis })
    const instants = ['12:00', '12:20', '12:40'].map((time) => new Date(`2026-01-31T${time}:00Z`))
    expect(entries).toMatchObject(
      instants.map((at) => ({
        scheduledAt: at,
        startedAt: at,
        finishedAt: at,
        status: 'success',
        result: at.toISOString(),
      })),
    )
    expect({ gaps, problems }).toEqual({ gaps: [], problems: [] })
  })

  it('starts a Redis of its own, and leaves nothing of it', async () => {
    const modules = [moduleFolder({ jobs: { a: job('0 * * * *') } })]
    expect((await rehearse({ modules, from: NOON, to: ONE })).runs('a')).toHaveLength(1)
  })
})
