import { type CalendarSpec, type DstRule, dstRuleOf } from '@horarium/core'
import type { ExpressionReading } from './expression-reading.js'
import { delayOf } from './jitter.js'
import { readDialect } from './read-dialect.js'
import { remember } from './remember.js'
import { AS_SHOWN } from './scan-instants.js'

const SECOND = 1_000
const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000
// Whoever asks about the hour after clocks were put back must have seen the hour before; Samoa once left out a day.
const LOOK_BACK = 26 * HOUR
const DAYS_KEPT = 1_000

type Pattern = Extract<NonNullable<ExpressionReading['meaning']>, { readonly kind: 'pattern' }>

/**
 * The instants of a calendar in (`after`, `until`], found the slow way: every minute is asked what the clocks of the
 * zone show, and every second whether a period is over. It shares the reading of the expression with `compileCalendar`
 * and nothing else, so that an audit does not prove a scan with itself.
 */
export function recountInstants(spec: CalendarSpec, after: number, until: number): readonly number[] {
  const delay = spec.jitter ? delayOf(spec.jitter) * SECOND : 0
  if (delay === 0) return recountNominal(spec, after, until)
  const nominal = recountNominal(spec, after - delay, until + delay + SECOND)
  return nominal
    .map((instant, index) => Math.min(instant + delay, (nominal[index + 1] ?? Infinity) - SECOND))
    .filter((instant) => instant > after && instant <= until)
}

function recountNominal(spec: CalendarSpec, after: number, until: number): readonly number[] {
  if (spec.kind === 'every') return recountPeriods(spec.seconds, after, until)
  const { meaning } = readDialect(spec.dialect, spec.expression, spec.seed)
  if (meaning?.kind !== 'pattern') return []
  const dst = meaning.pattern.fixedHour ? dstRuleOf(spec) : AS_SHOWN
  return recountMinutes(meaning, { timezone: spec.timezone, dst, after, until })
}

function recountPeriods(seconds: number, after: number, until: number): readonly number[] {
  const found: number[] = []
  for (let second = Math.floor(after / SECOND) + 1; second * SECOND <= until; second += 1) {
    if (second % seconds === 0) found.push(second * SECOND)
  }
  return found
}

interface Watch {
  readonly timezone: string
  readonly dst: DstRule
  readonly after: number
  readonly until: number
}

// `reached` is the latest time the clocks have ever shown: behind it they repeat themselves, beyond it they may jump.
function recountMinutes(pattern: Pattern, { timezone, dst, after, until }: Watch): readonly number[] {
  const found: number[] = []
  let reached = Infinity
  for (const instant of minutesBetween(after - LOOK_BACK, until)) {
    const wall = wallAt(timezone, instant)
    const isShown = (dst.repeat === 'both' || wall > reached) && matches(pattern, wall)
    const jumped = dst.gap === 'after' && wall - reached > MINUTE ? minutesBetween(reached + 1, wall - 1) : []
    const isJumped = jumped.some((one) => matches(pattern, one))
    if (instant > after && (isShown || isJumped)) found.push(instant)
    reached = reached === Infinity ? wall : Math.max(reached, wall)
  }
  return found
}

/** The whole minutes in [`from`, `until`]. */
function minutesBetween(from: number, until: number): readonly number[] {
  const first = Math.ceil(from / MINUTE)
  const count = Math.max(0, Math.floor(until / MINUTE) - first + 1)
  return Array.from({ length: count }, (_, index) => (first + index) * MINUTE)
}

function matches({ pattern, values }: Pattern, wall: number): boolean {
  const [minutes = [], hours = [], days = [], months = [], weekdays = []] = values
  // Most minutes are refused here, before anything is asked of a date.
  if (!minutes.includes(Math.floor(wall / MINUTE) % 60)) return false
  const date = new Date(wall)
  if (!hours.includes(date.getUTCHours())) return false
  const onDay = days.includes(date.getUTCDate())
  const onWeekday = weekdays.some((weekday) => weekday % 7 === date.getUTCDay())
  return months.includes(date.getUTCMonth() + 1) && (pattern.eitherDay ? onDay || onWeekday : onDay && onWeekday)
}

/** What the clocks of a zone show at an instant, written as if it were UTC. */
function wallAt(timezone: string, instant: number): number {
  const day = Math.floor(instant / DAY)
  return wallsOfDay(`${day} ${timezone}`)[Math.floor((instant - day * DAY) / MINUTE)] ?? Number.NaN
}

const wallsOfDay = remember(DAYS_KEPT, (dayAndZone: string) => {
  const [day = '', timeZone = ''] = dayAndZone.split(' ')
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  return Array.from({ length: DAY / MINUTE }, (_, minute) => {
    const text = format.format(Number(day) * DAY + minute * MINUTE)
    return Date.parse(`${text.replace(' ', 'T')}Z`)
  })
})
