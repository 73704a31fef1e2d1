import { createTestSchedule } from '@horarium/sdk/testing'
import { expect, it } from 'vitest'
import Heartbeat from '../Model/Heartbeat.js'

it('a heartbeat returns the instant it was due', () => {
  const schedule = createTestSchedule({ scheduledAt: new Date('2026-03-29T01:30:00Z') })
  expect(new Heartbeat().beat(schedule)).toEqual({ beat: '2026-03-29T01:30:00.000Z' })
})
