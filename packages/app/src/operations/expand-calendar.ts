import { checkCalendar, compileCalendar, describeCalendar } from '@horarium/calendar'
import { type Calendar, type CalendarFault, type CalendarSpec, HorariumError } from '@horarium/core'

const DAY_MS = 86_400_000
const LONGEST_YEARS = 10

/** A calendar and a stretch of time. */
export interface ExpandOrder {
  readonly spec: CalendarSpec
  /** Inclusive, epoch ms. */
  readonly from: number
  /** Exclusive, epoch ms. */
  readonly to: number
}

/** The instants of a calendar, wherever it came from. */
export interface Expansion {
  /** The calendar in a few words. */
  readonly words: string
  readonly warnings: readonly CalendarFault[]
  /** Found a day at a time, as they are asked for. */
  readonly days: Iterable<readonly number[]>
}

type Timed = Extract<Calendar, { readonly kind: 'timed' }>

/** Expands a calendar; needs no app. Throws `usage` when it is refused, has no instants, or the window is too long. */
export function expandCalendar({ spec, from, to }: ExpandOrder): Expansion {
  const window = { from, to }
  if (from > to) throw new HorariumError('usage', 'The window ends before it begins.')
  if (to - from > LONGEST_YEARS * 366 * DAY_MS) {
    throw new HorariumError(
      'usage',
      `The window is longer than ${LONGEST_YEARS} years; ask for one part after the other.`,
    )
  }
  const { calendar, faults } = compileCalendar(spec)
  if (!calendar) throw new HorariumError('usage', faults.map(sentenceOfFault).join(' '))
  if (calendar.kind === 'always') {
    throw new HorariumError('usage', "'always' means at every pass, so it has no minutes of its own.")
  }
  return { words: describeCalendar(spec), warnings: checkCalendar(spec), days: daysOf(calendar, window) }
}

function sentenceOfFault({ message, remedy }: CalendarFault): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}. ${remedy}`
}

function* daysOf(calendar: Timed, { from, to }: { from: number; to: number }): Iterable<readonly number[]> {
  for (let start = from; start < to; start += DAY_MS) {
    yield calendar.between(start - 1, Math.min(start + DAY_MS, to) - 1)
  }
}
