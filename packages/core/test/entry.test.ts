import { entryId, isJobCode, parseEntryId } from '@horarium/core'
import { assert, constantFrom, integer, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'

const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59, 999)
const anInstant = integer({ min: 0, max: LAST_INSTANT })
const aCode = string({ unit: constantFrom(...Array.from('abzAZ09_.-')), minLength: 1, maxLength: 200 }).filter(
  isJobCode,
)

describe("an entry's id", () => {
  it('reads as job code and instant, with milliseconds only where there are some', () => {
    expect(entryId('mail', Date.UTC(2026, 0, 31, 10, 5))).toBe('mail@20260131T100500Z')
    expect(entryId('mail', Date.UTC(2026, 0, 31, 10, 5, 7))).toBe('mail@20260131T100507Z')
    expect(entryId('mail', Date.UTC(2026, 0, 31, 10, 5, 7, 30))).toBe('mail@20260131T100507.030Z')
  })

  it('gives code and instant back, whatever they are', () => {
    assert(
      property(aCode, anInstant, (jobCode, scheduledAt) => {
        expect(parseEntryId(entryId(jobCode, scheduledAt))).toEqual({ jobCode, scheduledAt })
      }),
    )
  })

  it('is another for every other instant', () => {
    assert(
      property(anInstant, anInstant, (a, b) => {
        expect(entryId('mail', a) === entryId('mail', b)).toBe(a === b)
      }),
    )
  })

  it.each([
    '',
    'mail',
    '@20260131T100500Z',
    'mail@',
    'mail@20260131T100500',
    'mail@2026-01-31T10:05:00Z',
    'mail@20260231T100500Z',
    'mail@20261331T100500Z',
    'mail@20260131T240000Z',
    'mail@20260131T100500.000Z',
    'mail@20260131T100500.25Z',
    'mail@20260131T100500Z ',
    'two words@20260131T100500Z',
    'a@b@20260131T100500Z',
    '__proto__@20260131T100500Z',
  ])('is refused when it is %j', (id) => {
    expect(() => parseEntryId(id)).toThrow(`'${id}' is not an entry id`)
  })
})

describe("an entry's id for a target", () => {
  it('ends with it, and gives it back', () => {
    const id = entryId('mail', Date.UTC(2026, 0, 31, 10, 5), 'shop-1.eu')
    expect(id).toBe('mail@20260131T100500Z~shop-1.eu')
    expect(parseEntryId(id)).toEqual({
      jobCode: 'mail',
      scheduledAt: Date.UTC(2026, 0, 31, 10, 5),
      target: 'shop-1.eu',
    })
  })

  it.each(['', 'two words', 'a~b', 'a@b', 'a:b', 'x'.repeat(101)])('is refused when the target is %j', (target) => {
    const id = `mail@20260131T100500Z~${target}`
    expect(() => parseEntryId(id)).toThrow(`'${id}' is not an entry id`)
  })
})
