/** A time with a note. */
export interface Interval {
  /** Inclusive, epoch ms. */
  readonly from: number
  /** Exclusive, epoch ms; infinite while nobody knows it. */
  readonly until: number
  readonly note: string
}

const WRITTEN = /^(\S+)\/(\S+)(?:\s+(.*))?$/s
const OPEN = '..'

/** Writes an ISO 8601 interval, then the note; `..` for an end nobody knows. */
export function formatInterval({ from, until, note }: Interval): string {
  return `${isoOf(from)}/${until === Infinity ? OPEN : isoOf(until)} ${note}`.trim()
}

/** Reads one; `undefined` when it is none, or ends before it begins. */
export function parseInterval(text: string): Interval | undefined {
  const [, first = '', second = '', note = ''] = WRITTEN.exec(text.trim()) ?? []
  const from = Date.parse(first)
  const until = second === OPEN ? Infinity : Date.parse(second)
  return until > from ? { from, until, note: note.trim() } : undefined
}

/** An instant as people read and write it. */
export function isoOf(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z')
}
