import { formatDuration, parseDuration } from '@horarium/core'
import { describe, expect, it } from 'vitest'

describe('a duration', () => {
  it.each([
    ['30s', 30_000],
    ['10m', 600_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    ['15', 900_000],
    [' 1H ', 3_600_000],
    ['0', 0],
    ['24d', 2_073_600_000],
  ])('reads %j as %d milliseconds', (text, ms) => expect(parseDuration(text)).toBe(ms))

  it.each(['', 's', '1.5h', '-1', '+1', '1 h', '1w', '1e3', '0x1', '10mm', '9'.repeat(400)])(
    'is not read from %j',
    (text) => expect(parseDuration(text)).toBeUndefined(),
  )

  it('is never longer than a timer of Node can wait', () => {
    expect(parseDuration('24d')).toBeLessThan(2 ** 31)
    expect(parseDuration('2073601s')).toBeUndefined()
  })

  it.each(['0', '1s', '90s', '1m', '90m', '1h', '36h', '1d', '24d'])('is written back as %s', (text) => {
    expect(formatDuration(parseDuration(text) ?? -1)).toBe(text)
  })
})
