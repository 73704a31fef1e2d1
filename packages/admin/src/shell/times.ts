import type { Language } from './language'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const formats = new Map<string, Intl.DateTimeFormat>()

// Making one takes a thousand times as long as using it.
function formatIn(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${language} ${JSON.stringify(options)}`
  const format = formats.get(name) ?? new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', options)
  formats.set(name, format)
  return format
}

const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
const DATE = { day: 'numeric', month: 'short' } as const

/** The day and the time of day, in a zone; the browser's own without one. */
export function formatInstant(instant: number, language: Language, timeZone?: string): string {
  return formatIn(language, { ...DATE, ...TIME, ...(timeZone ? { timeZone } : {}) }).format(instant)
}

/** The time of day alone. */
export function formatTime(instant: number, language: Language, timeZone?: string): string {
  return formatIn(language, { ...TIME, ...(timeZone ? { timeZone } : {}) }).format(instant)
}

/** A day alone, with its year. */
export function formatDay(instant: number, language: Language, timeZone?: string): string {
  return formatIn(language, { ...DATE, year: 'numeric', ...(timeZone ? { timeZone } : {}) }).format(instant)
}

/** A length of time in its two largest units: `12 ms`, `3.4 s`, `2 min 5 s`, `3 d 4 h` (French days are `j`). */
export function formatDuration(ms: number, language: Language): string {
  if (ms < SECOND) return `${Math.round(ms)} ms`
  if (ms < 10 * SECOND) return `${new Intl.NumberFormat(language).format(Math.round(ms / 100) / 10)} s`
  const seconds = Math.round(ms / SECOND)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3_600) return pair([Math.floor(seconds / 60), 'min'], [seconds % 60, 's'])
  const minutes = Math.round(ms / MINUTE)
  if (ms < DAY) return pair([Math.floor(minutes / 60), 'h'], [minutes % 60, 'min'])
  const hours = Math.round(ms / HOUR)
  return pair([Math.floor(hours / 24), language === 'fr' ? 'j' : 'd'], [hours % 24, 'h'])
}

const STEPS = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
] as const

/** How far an instant is from now: `in 32 seconds`, `5 minutes ago`. */
export function formatDistance(instant: number, now: number, language: Language): string {
  const ms = instant - now
  const [unit, size] = STEPS.find(([, length]) => Math.abs(ms) >= length) ?? (['second', SECOND] as const)
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.round(ms / size), unit)
}

function pair(large: readonly [number, string], small: readonly [number, string]): string {
  return small[0] === 0 ? large.join(' ') : `${large.join(' ')} ${small.join(' ')}`
}
