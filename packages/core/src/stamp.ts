const MINUTE_MS = 60_000
const SECOND_MS = 1_000
const STAMP = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\.\d{3})?Z$/

// Many jobs share few instants: a horizon has some hundred minutes, a herd has one. The limit is for those who differ.
const REMEMBERED = 4_096
const minuteStamps = new Map<number, string>()
const instants = new Map<string, number | undefined>()

/** Writes an instant as an entry id does: `20260131T100500Z`, with milliseconds only where there are some. */
export function stampOf(instant: number): string {
  const minute = Math.floor(instant / MINUTE_MS)
  const rest = instant - minute * MINUTE_MS
  const stamp = recall(minuteStamps, minute, writeMinute)
  if (rest === 0) return `${stamp}00Z`
  const second = Math.floor(rest / SECOND_MS)
  const ms = rest % SECOND_MS
  const fraction = ms === 0 ? '' : `.${String(ms).padStart(3, '0')}`
  return `${stamp}${String(second).padStart(2, '0')}${fraction}Z`
}

/** Calendars count in whole seconds: what stands between two of them was asked for. */
export function isBetweenSeconds(instant: number): boolean {
  return instant % SECOND_MS !== 0
}

/** Reads an instant back, epoch ms; `undefined` when the text is not exactly how it is written. */
export function instantOf(stamp: string): number | undefined {
  return recall(instants, stamp, readStamp)
}

function writeMinute(minute: number): string {
  const iso = new Date(minute * MINUTE_MS).toISOString()
  return iso.slice(0, 4) + iso.slice(5, 7) + iso.slice(8, 13) + iso.slice(14, 16)
}

function readStamp(stamp: string): number | undefined {
  const match = STAMP.exec(stamp)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, fraction] = match
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction ?? ''}Z`)
  // JavaScript reads 31 February and 24 o'clock too; a second writing of one instant would be a second entry.
  return !Number.isNaN(instant) && stampOf(instant) === stamp ? instant : undefined
}

function recall<Key, Answer>(known: Map<Key, Answer>, key: Key, answer: (key: Key) => Answer): Answer {
  const found = known.get(key)
  if (found !== undefined) return found
  const fresh = answer(key)
  if (known.size >= REMEMBERED) known.clear()
  if (fresh !== undefined) known.set(key, fresh)
  return fresh
}
