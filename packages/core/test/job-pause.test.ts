import { formatPause, isPaused, parsePause, pauseReason } from '@horarium/core'
import { describe, expect, it } from 'vitest'

const [from, until] = [Date.UTC(2026, 0, 31, 12), Date.UTC(2026, 0, 31, 14)]
const MINUTE = 60_000

describe('a pause', () => {
  it.each(['', 'import running', ' two\nlines '])('is read as it was written, with the note %j', (note) => {
    const text = formatPause({ from, until, note })

    expect(parsePause(text, 'ann')).toEqual({ from, until, note: note.trim(), author: 'ann' })
  })

  it.each(['', 'soon', '2026-01-31', '2026-01-31T12:00:00Z/never', '2026-01-31/2026-01-30 back'])(
    'is not read from %j',
    (text) => expect(parsePause(text, 'ann')).toBeUndefined(),
  )

  it.each([
    ['falls due in it', [from, from], true],
    ['fell due in it and is looked at after it', [until - 1, until + MINUTE], true],
    ['fell due before it and is looked at in it', [from - 1, from + MINUTE], true],
    ['fell due before it and is looked at after it', [from - 1, until], false],
    ['falls due at its end', [until, until], false],
    ['is looked at before it', [from + MINUTE, from - 1], false],
  ] as const)('and an entry that %s', (_, [dueAt, now], held) => {
    expect(isPaused({ from, until, note: '', author: 'ann' }, dueAt, now)).toBe(held)
  })

  it('names who, until when and why', () => {
    expect(pauseReason({ from, until, note: 'import', author: 'ann' })).toBe(
      'paused by ann until 2026-01-31T14:00:00Z: import',
    )
  })
})
