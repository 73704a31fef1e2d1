import type { CalendarSpec } from '@horarium/core'
import type { FieldValues } from './expression-reading.js'
import { delayOf } from './jitter.js'
import { readDialect } from './read-dialect.js'

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const PERIODS: readonly (readonly [seconds: number, unit: string])[] = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
]
const EVERY_PASS = 'at every pass'
/** How many values an open field has, after the minutes. */
const OPEN = [24, 31, 12, 7]

/** A calendar in a few words; what has no short and true wording is answered as the expression itself. */
export function describeCalendar(spec: CalendarSpec): string {
  const words = spec.kind === 'every' ? describePeriod(spec.seconds) : describeExpression(spec)
  const delay = spec.jitter ? delayOf(spec.jitter) : 0
  return delay === 0 || words === EVERY_PASS ? words : `${words}, ${plural(delay, 'second')} later`
}

function describeExpression(spec: Extract<CalendarSpec, { readonly kind: 'expression' }>): string {
  const written = spec.expression.trim().replaceAll(/\s+/g, ' ')
  const { meaning } = readDialect(spec.dialect, spec.expression, spec.seed)
  if (meaning?.kind === 'always') return EVERY_PASS
  if (meaning?.kind !== 'pattern' || meaning.pattern.eitherDay) return written
  const clock = describeClock(meaning.values)
  return describeMinutes(meaning.values) ?? (clock === undefined ? written : `${clock} (${spec.timezone})`)
}

function describePeriod(seconds: number): string {
  const [size, unit] = PERIODS.find(([length]) => seconds % length === 0) ?? [1, 'second']
  return `every ${plural(seconds / size, unit)}`
}

function plural(count: number, unit: string): string {
  return count === 1 ? unit : `${count} ${unit}s`
}

/** Only when every hour of every day is alike: `every 5 minutes`, `every hour at minute 20`. */
function describeMinutes([minutes = [], ...rest]: FieldValues): string | undefined {
  const [first = 0, second = 60] = minutes
  if (rest.some((field, index) => field.length !== OPEN[index])) return undefined
  if (minutes.length === 1) return first === 0 ? 'every hour' : `every hour at minute ${first}`
  const isEven = first === 0 && minutes.length * second === 60 && minutes.every((minute) => minute % second === 0)
  return isEven ? `every ${plural(second, 'minute')}` : undefined
}

/** Only for one time of the day: `at 02:00 every Monday`, `at 00:00 on day 1 of every month`. */
function describeClock([minutes = [], hours = [], ...dates]: FieldValues): string | undefined {
  const [minute, hour] = [minutes[0], hours[0]]
  if (minute === undefined || hour === undefined || minutes.length + hours.length > 2) return undefined
  const days = describeDays(dates)
  const clock = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':')
  return days === undefined ? undefined : `at ${clock} ${days}`
}

function describeDays([days = [], months = [], weekdays = []]: FieldValues): string | undefined {
  const [isEveryDay, isEveryMonth, isEveryWeekday] = [days.length === 31, months.length === 12, weekdays.length === 7]
  if (isEveryDay && isEveryMonth && isEveryWeekday) return 'every day'
  if (isEveryDay && isEveryMonth) return `every ${listed(weekdays.map((day) => WEEKDAYS[day] ?? ''))}`
  if (!isEveryWeekday || days.length !== 1) return undefined
  return `on day ${days[0]} of ${isEveryMonth ? 'every month' : listed(months.map((month) => MONTHS[month - 1] ?? ''))}`
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
