/** A time in which a job's calendar does not start it. It ends by itself. */
export interface JobPause {
  /** Inclusive, epoch ms. */
  readonly from: number
  /** Exclusive, epoch ms. */
  readonly until: number
  readonly note: string
  readonly author: string
}

/** How a pause is written, for people. */
export const PAUSE_FORM = '2026-01-31T10:00:00Z/2026-01-31T12:00:00Z and a note'

const WRITTEN = /^(\S+)\/(\S+)(?:\s+(.*))?$/s

/** Writes a pause as a setting holds it: an ISO 8601 interval, then the note. */
export function formatPause({ from, until, note }: Omit<JobPause, 'author'>): string {
  return `${isoOf(from)}/${isoOf(until)} ${note}`.trim()
}

/** Reads what a setting holds; `undefined` when it is no pause. */
export function parsePause(text: string, author: string): JobPause | undefined {
  const [, first = '', second = '', note = ''] = WRITTEN.exec(text.trim()) ?? []
  const [from, until] = [Date.parse(first), Date.parse(second)]
  return until > from ? { from, until, note: note.trim(), author } : undefined
}

/** Whether an entry is not to be started now: it fell due during the pause, or before it and was not started yet. */
export function isPaused({ from, until }: JobPause, dueAt: number, now: number): boolean {
  return dueAt < until && now >= from && (now < until || dueAt >= from)
}

/** Why an entry was not run. */
export function pauseReason({ author, until, note }: JobPause): string {
  return `paused by ${author} until ${isoOf(until)}${note === '' ? '' : `: ${note}`}`
}

function isoOf(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z')
}
