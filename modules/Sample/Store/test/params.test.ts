import { safeParse } from 'valibot'
import { describe, expect, it } from 'vitest'
import { flag, instant, text, urlOf, wholeNumber } from '../Model/params.js'

type Schema = Parameters<typeof safeParse>[0]

function read(schema: Schema, given: unknown): unknown {
  const { success, output, issues } = safeParse(schema, given)
  return success ? output : issues[0].message
}

describe('a parameter', () => {
  it.each([
    ['0', 0],
    [' 12 ', 12],
    ['13', 'must be a whole number from 0 to 12'],
    ['-1', 'must be a whole number from 0 to 12'],
    ['1e1', 'must be a whole number from 0 to 12'],
    ['', 'must be a whole number from 0 to 12'],
  ])('that is a whole number reads %j as %j', (given, expected) => {
    expect(read(wholeNumber(0, 12), given)).toBe(expected)
  })

  it.each([
    ['1', true],
    ['true', true],
    ['0', false],
    [' false', false],
    ['yes', 'must be 0 or 1'],
    ['', 'must be 0 or 1'],
  ])('that is a flag reads %j as %j', (given, expected) => {
    expect(read(flag, given)).toBe(expected)
  })

  const not = 'must be a URL that begins with http:// or https://'
  it.each([
    ['https://example.org/a', 'https://example.org/a'],
    ['', undefined],
    ['example.org', not],
    ['file:///etc/passwd', not],
  ])('that is a URL reads %j as %j', (given, expected) => {
    expect(read(urlOf('http:', 'https:'), given)).toBe(expected)
  })

  const form = 'must be an instant such as 2026-01-31T10:05:00Z'
  it.each([
    ['2026-01-31T10:05:00Z', '2026-01-31T10:05:00.000Z'],
    ['2026-01-31T11:05:00.250+01:00', '2026-01-31T10:05:00.250Z'],
    ['2026-01-31', form],
    ['2026-01-31T10:05:00', form],
    ['2026-13-31T10:05:00Z', form],
  ])('that is an instant reads %j as %j', (given, expected) => {
    expect(read(instant, given)).toBe(expected)
  })

  it.each([
    [undefined, ''],
    [' a b ', 'a b'],
  ])('that is a text reads %j as %j', (given, expected) => {
    expect(read(text, given)).toBe(expected)
  })
})
