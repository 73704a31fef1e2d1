import { serviceNow } from './clock'
import type { Language } from './language'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

// Making a format takes a thousand times as long as using it.
function keptBy<Options, Format>(
  make: (language: Language, options: Options) => Format,
): (language: Language, options: Options) => Format {
  const formats = new Map<string, Format>()
  return (language, options) => {
    const name = `${language} ${JSON.stringify(options)}`
    const format = formats.get(name) ?? make(language, options)
    formats.set(name, format)
    return format
  }
}

const numbers = keptBy((language, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options))
const distances = keptBy(
  (language, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(language, options),
)

/** How instants are written. */
export const dateFormat = keptBy(
  (language, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', options),
)

/** A number as it is written: `1,000,000`. */
export function formatNumber(value: number, language: Language, options: Intl.NumberFormatOptions = {}): string {
  return numbers(language, options).format(value)
}

const HOURS = { hour: '2-digit', minute: '2-digit' } as const
const TIME = { ...HOURS, second: '2-digit' } as const
const DATE = { day: 'numeric', month: 'short' } as const
const OTHER_YEAR = { ...DATE, year: 'numeric' } as const

/** The day and the time of day, in a zone; the browser's own without one. The year where it is another than now. */
export function formatInstant(instant: number, language: Language, timeZone?: string): string {
  const isThisYear = new Date(instant).getUTCFullYear() === new Date(serviceNow()).getUTCFullYear()
  return dateFormat(language, { ...(isThisYear ? DATE : OTHER_YEAR), ...TIME, timeZone }).format(instant)
}

/** The time of day alone. */
export function formatTime(instant: number, language: Language, timeZone?: string): string {
  return dateFormat(language, { ...TIME, timeZone }).format(instant)
}

/** The time of day, to the minute. */
export function formatHour(instant: number, language: Language): string {
  return dateFormat(language, HOURS).format(instant)
}

/** A length of time in its two largest units: `12 ms`, `3.4 s`, `2 min 5 s`, `3 d 4 h` (French days are `j`). */
export function formatDuration(ms: number, language: Language): string {
  if (ms < SECOND) return `${Math.round(ms)} ms`
  if (ms < 10 * SECOND) return `${formatNumber(Math.round(ms / 100) / 10, language)} s`
  const seconds = Math.round(ms / SECOND)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3_600) return pair([Math.floor(seconds / 60), 'min'], [seconds % 60, 's'])
  const minutes = Math.round(ms / MINUTE)
  if (ms < DAY) return pair([Math.floor(minutes / 60), 'h'], [minutes % 60, 'min'])
  const hours = Math.round(ms / HOUR)
  return pair([Math.floor(hours / 24), language === 'fr' ? 'j' : 'd'], [hours % 24, 'h'])
}

const STEPS = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
] as const

/** How far an instant is from now, in a unit there are two of at least: `in 90 minutes` is not `in 2 hours`. */
export function formatDistance(instant: number, now: number, language: Language): string {
  const ms = instant - now
  const [unit, size] = STEPS.find(([, length]) => Math.abs(ms) >= 2 * length) ?? (['second', SECOND] as const)
  return distances(language, { numeric: 'auto' }).format(Math.round(ms / size), unit)
}

function pair(large: readonly [number, string], small: readonly [number, string]): string {
  return small[0] === 0 ? large.join(' ') : `${large.join(' ')} ${small.join(' ')}`
}
