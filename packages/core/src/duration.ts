const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const
type Unit = keyof typeof UNITS

const WRITTEN = /^(\d{1,9})([smhd]?)$/i

/** The longest that can be asked for: no timer of Node's waits longer than 2^31 - 1 milliseconds. */
const LONGEST_MS = 24 * UNITS.d

/** How a duration is written, for people. */
export const DURATION_FORM = '30s, 10m, 2h, 1d or a number of minutes, at most 24d'

/** Milliseconds of `30s`, `10m`, `2h`, `1d` or a bare number of minutes; `undefined` when it is none, or longer than 24 days. */
export function parseDuration(text: string): number | undefined {
  const [, count = '', suffix = ''] = WRITTEN.exec(text.trim()) ?? []
  if (count === '') return undefined
  const ms = Number(count) * UNITS[unitOf(suffix)]
  return ms <= LONGEST_MS ? ms : undefined
}

/** Writes whole seconds in the largest unit that holds them evenly: `90m`, `1d`, `0`. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0'
  const unit = (['d', 'h', 'm'] as const).find((candidate) => ms % UNITS[candidate] === 0) ?? 's'
  return `${ms / UNITS[unit]}${unit}`
}

function unitOf(suffix: string): Unit {
  const known = suffix.toLowerCase()
  return known === 's' || known === 'h' || known === 'd' ? known : 'm'
}
