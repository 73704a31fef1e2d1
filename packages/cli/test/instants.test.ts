import { describe, expect, it } from 'vitest'
import { formatDistance, formatDuration, parseInstant } from '../src/instants.js'

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

describe('lengths of time', () => {
  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [3_440, '3.4 s'],
    [59_400, '59 s'],
    [59_600, '1 min'],
    [125_000, '2 min 5 s'],
    [3_600_000, '1 h'],
    [86_400_000 * 3 + 3_600_000 * 4, '3 d 4 h'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })

  it('tells how far an instant is', () => {
    expect([-300_000, 400, 32_000].map((ms) => formatDistance(NOW + ms, NOW))).toEqual(['5 min ago', 'now', 'in 32 s'])
  })
})
