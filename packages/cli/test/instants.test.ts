import { describe, expect, it } from 'vitest'
import { formatDistance, formatDuration } from '../src/instants.js'

const NOW = Date.parse('2026-01-31T10:05:00Z')

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
