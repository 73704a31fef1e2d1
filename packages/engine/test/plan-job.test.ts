import { MISFIRES } from '@horarium/core'
import { planJob } from '@horarium/engine'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE, NOON, SECOND, type TestJob, testJob } from './support/test-engine.js'

const AHEAD = 20 * MINUTE
const LIFETIME = 15 * MINUTE

function step(job: string | number | TestJob, watermarkAt: number | undefined, now: number = NOON) {
  const { calendar, definition } = testJob('job', typeof job === 'object' ? job : { when: job })
  if (!calendar) throw new Error('no calendar')
  const watermark = watermarkAt === undefined ? undefined : { at: watermarkAt, fingerprint: calendar.fingerprint }
  const { compiled, fingerprint } = calendar
  const state = { jobCode: 'job', calendar: compiled, fingerprint, watermark, misfire: definition.policy }
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

  it('after an outage catches up all instants within the lifetime, where the job asks for that, but no more than so many', () => {
    const after = (misfireMax: number) =>
      step({ when: '*/5 * * * *', policy: { misfire: 'run_all', misfireMax } }, NOON - HOUR, NOON + 5 * SECOND)
    const late = [-10, -5, 0].map((minute) => NOON + minute * MINUTE)
    expect(after(9)?.add.slice(0, 4)).toEqual([...late, NOON + 5 * MINUTE])
    expect(after(9)?.gap).toMatchObject({ count: 9, reason: 'nothing ran; the newest 3 instants are caught up' })
    expect(after(2)?.add.slice(0, 3)).toEqual([...late.slice(1), NOON + 5 * MINUTE])
    expect(after(2)?.gap).toMatchObject({ count: 10 })
  })

  it('after an outage catches up nothing that is more than a minute late, where the job asks for that', () => {
    const after = (seconds: number) =>
      step({ when: '*/5 * * * *', policy: { misfire: 'skip' } }, NOON - HOUR, NOON + seconds * SECOND)
    expect(after(61)).toMatchObject({
      add: [5, 10, 15, 20].map((minute) => NOON + minute * MINUTE),
      gap: { count: 12 },
    })
    expect(after(59)?.add[0]).toBe(NOON)
  })

  it('writes or counts each instant of an outage once, whatever the policy', () => {
    const misfiring = fc.record({ misfire: fc.constantFrom(...MISFIRES), misfireMax: fc.integer({ min: 1, max: 40 }) })
    const often = fc.constantFrom('* * * * *', '*/7 * * * *', '3,17 * * * *', 45)
    const seconds = fc.integer({ min: 1, max: 7_200 })
    fc.assert(
      fc.property(often, misfiring, seconds, (when, policy, away) => {
        const planned = step({ when, policy }, NOON - away * SECOND)
        const compiled = testJob('job', { when }).calendar?.compiled
        if (compiled?.kind !== 'timed') throw new Error('no calendar')
        const passed = compiled.between(NOON - away * SECOND, NOON)
        const late = (planned?.add ?? []).filter((instant) => instant <= NOON)
        expect(late).toEqual(late.length === 0 ? [] : passed.slice(-late.length))
        expect(late.length + (planned?.gap?.count ?? 0)).toBe(passed.length)
      }),
    )
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
