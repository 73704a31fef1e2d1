import { HorariumError } from '@horarium/core'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * Reads an instant as a person types it: ISO (UTC unless it names an offset), `now`, or relative to now such as
 * `-2h`, `+30m`, `+1h30m`. Throws `usage` for anything else.
 */
export function parseInstant(typed: string, now: number): number {
  const text = typed.trim()
  if (text === 'now') return now
  const instant = parseRelative(text, now) ?? parseIso(text)
  if (instant !== undefined) return instant
  throw new HorariumError(
    'usage',
    `'${typed}' is no instant. Write 2026-01-31, 2026-01-31T10:05, 2026-01-31T10:05:00Z, or relative: -2h, +30m.`,
  )
}

/** Reads the end of something that begins now: an instant, or how long it takes (`2h`, `90m`). */
export function parseEnd(typed: string, now: number): number {
  const isLength = parseRelative(`+${typed.trim()}`, now) !== undefined
  return parseInstant(isLength ? `+${typed.trim()}` : typed, now)
}

const UNITS: Readonly<Record<string, number>> = { s: SECOND, m: MINUTE, min: MINUTE, h: HOUR, d: DAY, w: 7 * DAY }
const RELATIVE = /^([+-])((?:\d+(?:\.\d+)?(?:s|min|m|h|d|w))+)$/i

function parseRelative(text: string, now: number): number | undefined {
  const [, sign, lengths = ''] = RELATIVE.exec(text) ?? []
  if (sign === undefined) return undefined
  const parts = [...lengths.matchAll(/([\d.]+)([a-z]+)/gi)]
  const ms = parts.reduce((sum, [, amount, unit = '']) => sum + Number(amount) * (UNITS[unit.toLowerCase()] ?? 0), 0)
  return inRange(Math.round(sign === '-' ? now - ms : now + ms))
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/i

function parseIso(text: string): number | undefined {
  const [, year, month, day, time = '00:00', zone = 'Z'] = ISO.exec(text) ?? []
  if (year === undefined) return undefined
  // JavaScript would turn 30 February into 2 March.
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return undefined
  return inRange(Date.parse(`${year}-${month}-${day}T${time}${zone.toUpperCase()}`))
}

// Beyond the year 9999 an instant has no place in an entry's id.
function inRange(instant: number): number | undefined {
  return instant >= 0 && instant < 253_402_300_800_000 ? instant : undefined
}
