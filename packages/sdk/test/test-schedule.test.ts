import { entryId } from '@horarium/core'
import { defineHandler } from '@horarium/sdk'
import { createTestSchedule } from '@horarium/sdk/testing'
import { describe, expect, it } from 'vitest'

describe('a test schedule', () => {
  it('is due at a fixed instant, as the first attempt, without parameters', () => {
    const schedule = createTestSchedule()
    expect(schedule.scheduledAt).toEqual(new Date('2026-01-31T10:05:00Z'))
    expect(schedule).toMatchObject({ jobCode: 'test_job', attempt: 1, params: {} })
    expect(schedule.signal.aborted).toBe(false)
  })

  it.each(['2026-01-31T10:05:00Z', '2026-12-01T00:00:07.250Z'])('has the id of a real entry due at %s', (text) => {
    const scheduledAt = new Date(text)
    const { id } = createTestSchedule({ jobCode: 'a_job', scheduledAt })
    expect(id).toBe(entryId('a_job', scheduledAt.getTime()))
  })

  it('keeps what a handler logs, in order, with level and fields', () => {
    const schedule = createTestSchedule()
    schedule.log.info('first')
    schedule.log.warn('second', { rows: 2 })
    expect(schedule.lines).toEqual([
      { level: 'info', message: 'first', fields: {} },
      { level: 'warn', message: 'second', fields: { rows: 2 } },
    ])
  })

  it('keeps what a handler asks for, and answers an id for each', async () => {
    const schedule = createTestSchedule({ jobCode: 'shop' })
    const at = new Date('2026-02-01T00:00:00Z')

    const ids = await Promise.all([
      schedule.enqueue('mail', { at, target: 'sales' }),
      schedule.enqueue('mail'),
      schedule.enqueue('mail'),
    ])

    expect(schedule.enqueued).toEqual([
      { jobCode: 'mail', at, target: 'sales' },
      { jobCode: 'mail' },
      { jobCode: 'mail' },
    ])
    expect(ids[0]).toBe('mail@20260201T000000Z~sales')
    expect(new Set(ids).size).toBe(3)
  })

  it('shows the last message and progress', async () => {
    const schedule = createTestSchedule()
    expect(schedule).toMatchObject({ message: undefined, percent: undefined })
    await defineHandler((run) => {
      run.progress(10)
      run.progress(40)
      run.setMessage('almost half')
    })(schedule)
    expect(schedule).toMatchObject({ message: 'almost half', percent: 40 })
  })

  it.each([
    [-1, 0],
    [101, 100],
    [Number.NaN, 0],
  ])('keeps a progress of %d as %d', (given, kept) => {
    const schedule = createTestSchedule()
    schedule.progress(given)
    expect(schedule.percent).toBe(kept)
  })

  it('passes parameters, attempt and signal on, and guards the parameters against the handler', () => {
    const schedule = createTestSchedule({ params: { color: 'red' }, attempt: 3, signal: AbortSignal.abort() })
    expect(schedule).toMatchObject({ params: { color: 'red' }, attempt: 3 })
    expect(schedule.signal.aborted).toBe(true)
    expect(() => Object.assign(schedule.params, { color: 'blue' })).toThrow(TypeError)
  })
})
