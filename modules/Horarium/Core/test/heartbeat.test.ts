import { join } from 'node:path'
import { createTestSchedule, rehearse } from '@horarium/sdk/testing'
import { expect, it } from 'vitest'
import Heartbeat from '../Model/Heartbeat.js'

it('a heartbeat returns the instant it was due', () => {
  const schedule = createTestSchedule({ scheduledAt: new Date('2026-03-29T01:30:00Z') })
  expect(new Heartbeat().beat(schedule)).toEqual({ beat: '2026-03-29T01:30:00.000Z' })
})

it('hearts beat each minute, and once for a time without any process', async () => {
  const { runs, gaps } = await rehearse({
    modules: [join(import.meta.dirname, '..')],
    jobs: ['horarium_heartbeat'],
    from: '2026-03-29T00:30:00Z',
    to: '2026-03-29T03:30:00Z',
    downtime: [{ from: '2026-03-29T01:00:30Z', to: '2026-03-29T02:30:30Z' }],
  })
  expect(runs('horarium_heartbeat')).toHaveLength(31 + 1 + 59)
  expect(gaps).toHaveLength(1)
})
