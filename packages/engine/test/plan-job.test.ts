import { planJob } from '@horarium/engine'
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE, NOON, SECOND, testJob } from './support/test-engine.js'

const AHEAD = 20 * MINUTE
const LIFETIME = 15 * MINUTE

function step(when: string | number, watermarkAt: number | undefined, now: number = NOON) {
  const { calendar } = testJob('job', { when })
  if (!calendar) throw new Error('no calendar')
  const watermark = watermarkAt === undefined ? undefined : { at: watermarkAt, fingerprint: calendar.fingerprint }
  const state = { jobCode: 'job', calendar: calendar.compiled, fingerprint: calendar.fingerprint, watermark }
  return planJob(state, { now, aheadMs: AHEAD, lifetimeMs: LIFETIME })
}

describe('one step of a job', () => {
  it('writes a new job from now, the current minute not counted, up to the horizon', () => {
    const planned = step('*/10 * * * *', undefined)
    expect(planned).toMatchObject({ next: { at: NOON + AHEAD }, add: [NOON + 10 * MINUTE, NOON + 20 * MINUTE] })
    expect(planned?.gap).toBeUndefined()
  })

  it('goes on exactly where the watermark stands', () => {
    expect(step('*/5 * * * *', NOON + 10 * MINUTE)?.add).toEqual([NOON + 15 * MINUTE, NOON + 20 * MINUTE])
  })

  it('has nothing to do when the horizon is written', () => {
    expect(step('*/5 * * * *', NOON + AHEAD)).toBeUndefined()
  })

  it('moves the watermark also where the calendar has no instant', () => {
    expect(step('0 3 * * *', NOON)).toMatchObject({ next: { at: NOON + AHEAD }, add: [] })
  })

  it('writes again from now when the watermark lies beyond the horizon: the clock was set back', () => {
    expect(step('*/10 * * * *', NOON + 5 * HOUR)).toMatchObject({
      next: { at: NOON + AHEAD },
      add: [NOON + 10 * MINUTE, NOON + 20 * MINUTE],
    })
  })

  it('after an outage catches up the newest instant within the lifetime and counts the others as a gap', () => {
    const planned = step('*/10 * * * *', NOON - HOUR, NOON + 5 * SECOND)
    expect(planned?.add.slice(0, 2)).toEqual([NOON, NOON + 10 * MINUTE])
    expect(planned?.gap).toEqual({
      jobCode: 'job',
      from: NOON - HOUR,
      to: NOON + 5 * SECOND,
      count: 5,
      reason: 'nothing ran; the newest instant is caught up',
    })
  })

  it('after an outage leaves an instant beyond the lifetime to the gap', () => {
    const planned = step('30 * * * *', NOON - 3 * HOUR)
    expect(planned).toMatchObject({ add: [], gap: { count: 3, reason: 'nothing ran' } })
  })

  it('records no gap for an outage without an instant', () => {
    expect(step('0 3 * * *', NOON - 2 * HOUR)?.gap).toBeUndefined()
  })

  it('counts a gap of months whole', () => {
    expect(step('* * * * *', NOON - 90 * 24 * HOUR)?.gap?.count).toBe(90 * 24 * 60 - 1)
  })

  it('gives an always job one instant a minute, whatever the number of passes', () => {
    expect(step('always', undefined, NOON + 7 * SECOND)?.add).toEqual([NOON])
    expect(step('always', NOON, NOON + 59 * SECOND)).toBeUndefined()
    expect(step('always', NOON, NOON + MINUTE)?.add).toEqual([NOON + MINUTE])
    expect(step('always', NOON + HOUR, NOON)?.add).toEqual([NOON])
  })
})
