import { DEFAULT_POLICY, type RetryPolicy } from '@horarium/core'
import { type FailedRun, nextAttemptAt } from '@horarium/engine'
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE, NOON, testJob } from './support/test-engine.js'

const failed: FailedRun = { id: 'job@20260131T120000Z', attempt: 1, source: 'calendar', errorName: 'Error' }

function waitOf(retry: Partial<RetryPolicy>, change: Partial<FailedRun> = {}): number | undefined {
  const job = testJob('job', { policy: { retry: { ...DEFAULT_POLICY.retry, retries: 3, ...retry } } })
  const at = nextAttemptAt(job, { ...failed, ...change }, NOON)
  return at === undefined ? undefined : at - NOON
}

/** The wait in minutes, without its spread. */
function minutesOf(retry: Partial<RetryPolicy>, attempt: number): number {
  const spread = (waitOf({ backoffMs: HOUR, retries: 50 }, { attempt }) ?? 0) / HOUR
  return Math.round((waitOf({ retries: 50, ...retry }, { attempt }) ?? 0) / spread / MINUTE)
}

describe('the next attempt', () => {
  it('is due after the same time each time, where the backoff is fixed', () => {
    expect([1, 2, 3].map((attempt) => minutesOf({ backoffMs: 5 * MINUTE }, attempt))).toEqual([5, 5, 5])
  })

  it('is due after twice the time each time, where the backoff is exponential, but never later than a day', () => {
    const retry = { backoff: 'exponential', backoffMs: MINUTE } as const
    const waits = [1, 2, 3, 40].map((attempt) => minutesOf(retry, attempt))
    expect(waits).toEqual([1, 2, 4, 24 * 60])
  })

  it('is spread by a fifth in either direction, by entry and attempt, and always the same', () => {
    const waits = Array.from({ length: 500 }, (_, index) => waitOf({}, { id: `${index}${failed.id}` }) ?? 0)
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0.8 * MINUTE)
    expect(Math.min(...waits)).toBeLessThan(0.82 * MINUTE)
    expect(Math.max(...waits)).toBeLessThanOrEqual(1.2 * MINUTE)
    expect(Math.max(...waits)).toBeGreaterThan(1.18 * MINUTE)
    expect(waitOf({})).toBe(waitOf({}))
    expect(waitOf({}, { attempt: 2 })).not.toBe(waitOf({}))
  })

  it('does not come after the last, after a run by hand, or in a job that asks for none', () => {
    expect(waitOf({}, { attempt: 4 })).toBeUndefined()
    expect(waitOf({}, { source: 'manual' })).toBeUndefined()
    expect(waitOf({ retries: 0 })).toBeUndefined()
  })

  it('comes only after errors the job names, where it names some', () => {
    const retryOn = ['TypeError', 'Timeout']
    const names = ['Timeout', 'TypeError', 'Error', undefined]
    const tried = names.filter((errorName) => waitOf({ retryOn }, { errorName }) !== undefined)
    expect(tried).toEqual(['Timeout', 'TypeError'])
  })
})
