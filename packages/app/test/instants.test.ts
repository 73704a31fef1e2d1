import { describe, expect, it } from 'vitest'
import { parseEnd, parseInstant } from '@horarium/app'

const NOW = Date.parse('2026-01-31T10:05:00Z')

describe('parseInstant', () => {
  it.each([
    ['now', '2026-01-31T10:05:00.000Z'],
    ['-2h', '2026-01-31T08:05:00.000Z'],
    ['+30m', '2026-01-31T10:35:00.000Z'],
    ['+1h30min', '2026-01-31T11:35:00.000Z'],
    ['-1.5d', '2026-01-29T22:05:00.000Z'],
    ['2026-02-28', '2026-02-28T00:00:00.000Z'],
    ['2026-02-28 12:30', '2026-02-28T12:30:00.000Z'],
    ['2026-02-28T12:30:15.250Z', '2026-02-28T12:30:15.250Z'],
    ['2026-02-28T12:30:00+02:00', '2026-02-28T10:30:00.000Z'],
  ])('reads %s as %s', (typed, iso) => {
    expect(new Date(parseInstant(typed, NOW)).toISOString()).toBe(iso)
  })

  it.each(['', 'tomorrow', '2h', '+h', '2026-02-30', '2026-13-01', '2026-02-28T25:00', '31.01.2026', '-9999999d'])(
    'refuses %j',
    (typed) => {
      expect(() => parseInstant(typed, NOW)).toThrow('is no instant')
    },
  )
})

describe('parseEnd', () => {
  it.each([
    ['2h', '2026-01-31T12:05:00.000Z'],
    ['+90m', '2026-01-31T11:35:00.000Z'],
    ['2026-02-01', '2026-02-01T00:00:00.000Z'],
  ])('reads %s as %s', (typed, iso) => expect(new Date(parseEnd(typed, NOW)).toISOString()).toBe(iso))
})
