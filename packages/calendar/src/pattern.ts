import type { FieldValues } from './expression-reading.js'

export const MINUTES_A_DAY = 1440

/** The wall-clock minutes a calendar matches: times of a day as lists to walk through, dates with one bit per value. */
export interface Pattern {
  /** Ascending. */
  readonly minutes: readonly number[]
  /** Ascending. */
  readonly hours: readonly number[]
  readonly days: number
  readonly months: number
  readonly weekdays: number
  /** Whether a date needs to match only one of day of month and day of week. */
  readonly eitherDay: boolean
  /** Whether the hour is named; a pattern of every hour, or every so many, follows elapsed time. */
  readonly fixedHour: boolean
}

/** A pattern from the values of its five fields. */
export function patternOf(values: FieldValues, flags: Pick<Pattern, 'eitherDay' | 'fixedHour'>): Pattern {
  const [minutes = [], hours = [], days = [], months = [], weekdays = []] = values
  return { minutes, hours, days: bitsOf(days), months: bitsOf(months), weekdays: bitsOf(weekdays), ...flags }
}

// Each value is less than 32.
function bitsOf(values: readonly number[]): number {
  return values.reduce((bits, value) => bits | (1 << value), 0)
}

/** Whether an hour field names its hours: anything but `*` and a step of it. */
export function isFixedHour(hour: string): boolean {
  return !/^\*(\/\d+)?$/.test(hour)
}

/** Whether a date matches, given as days since 1970-01-01. */
export function matchesDate(pattern: Pattern, day: number): boolean {
  const date = dateOf(day)
  if ((pattern.months & (1 << (date >> 5))) === 0) return false
  const onDay = (pattern.days & (1 << (date & 31))) !== 0
  const onWeekday = (pattern.weekdays & (1 << weekdayOf(day))) !== 0
  return pattern.eitherDay ? onDay || onWeekday : onDay && onWeekday
}

// Day 0 was a Thursday; adding whole weeks keeps the remainder positive before 1970, for any year a Date can hold.
function weekdayOf(day: number): number {
  return (day + 4 + 700_000_000) % 7
}

let lastDay = Number.NaN
let lastDate = 0

// Jobs of one pass ask for the same few days again and again.
function dateOf(day: number): number {
  if (day !== lastDay) {
    lastDate = civilDate(day)
    lastDay = day
  }
  return lastDate
}

/** Month and day of month of a day counted from 1970-01-01, as month * 32 + day; Howard Hinnant's `civil_from_days`. */
function civilDate(day: number): number {
  const shifted = day + 719_468
  const dayOfEra = shifted - Math.floor(shifted / 146_097) * 146_097
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const year = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear = dayOfEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  return (monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9) * 32 + dayOfMonth
}
