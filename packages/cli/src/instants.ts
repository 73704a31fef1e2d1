const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** An instant for a person, UTC: `2026-01-31 10:05:00`. */
export function formatInstant(instant: number | undefined): string {
  return instant === undefined ? '' : new Date(instant).toISOString().slice(0, 19).replace('T', ' ')
}

/** What a clock in the zone shows at an instant, and how far it is from UTC: `2026-01-31 11:05:00`, `+01:00`. */
export function formatLocal(instant: number, timezone: string): { readonly time: string; readonly offset: string } {
  const shown = localFormat(timezone).format(instant)
  const [date = '', time = '', offset = ''] = shown.split(' ')
  return { time: `${date} ${time}`, offset: offset.replace('GMT', '') || '+00:00' }
}

const localFormats = new Map<string, Intl.DateTimeFormat>()

// Making one takes a thousand times as long as using it.
function localFormat(timeZone: string): Intl.DateTimeFormat {
  const known = localFormats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  })
  localFormats.set(timeZone, format)
  return format
}

/** The time of day, UTC: `10:05:00`. */
export function formatClock(instant: number): string {
  return new Date(instant).toISOString().slice(11, 19)
}

/** A length of time in its two largest units: `12 ms`, `3.4 s`, `2 min 5 s`, `3 d 4 h`. */
export function formatDuration(ms: number | undefined): string {
  if (ms === undefined) return ''
  if (ms < SECOND) return `${Math.round(ms)} ms`
  if (ms < 10 * SECOND) return `${Math.round(ms / 100) / 10} s`
  const seconds = Math.round(ms / SECOND)
  if (seconds < 60) return `${seconds} s`
  if (ms < HOUR) return pair([Math.floor(seconds / 60), 'min'], [seconds % 60, 's'])
  const minutes = Math.round(ms / MINUTE)
  if (ms < DAY) return pair([Math.floor(minutes / 60), 'h'], [minutes % 60, 'min'])
  const hours = Math.round(ms / HOUR)
  return pair([Math.floor(hours / 24), 'd'], [hours % 24, 'h'])
}

/** How far an instant is from now: `in 32 s`, `5 min ago`, `now`. */
export function formatDistance(instant: number, now: number): string {
  const seconds = Math.round((instant - now) / SECOND)
  if (seconds === 0) return 'now'
  const length = formatDuration(Math.abs(seconds) * SECOND)
  return seconds > 0 ? `in ${length}` : `${length} ago`
}

function pair(large: readonly [number, string], small: readonly [number, string]): string {
  return small[0] === 0 ? large.join(' ') : `${large.join(' ')} ${small.join(' ')}`
}
