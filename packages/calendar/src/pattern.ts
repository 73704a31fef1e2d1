export const MINUTES_A_DAY = 1440
const HALF_HOUR = 30

/**
 * The wall-clock minutes a calendar matches, one bit per value. Minutes need two numbers, because a JavaScript number
 * has 32 bits to shift.
 */
export interface Pattern {
  readonly earlyMinutes: number
  readonly lateMinutes: number
  readonly hours: number
  readonly days: number
  readonly months: number
  readonly weekdays: number
  /** Whether a date needs to match only one of day of month and day of week. */
  readonly eitherDay: boolean
  /** Whether the hour is named; a pattern of every hour, or every so many, follows elapsed time. */
  readonly fixedHour: boolean
}

/** Whether an hour field names its hours: anything but `*` and a step of it. */
export function isFixedHour(hour: string): boolean {
  return !/^\*(\/\d+)?$/.test(hour)
}

/** One bit for each value, which must be less than 32. */
export function bitsOf(values: readonly number[]): number {
  return values.reduce((bits, value) => bits | (1 << value), 0)
}

/** The bits of a minute field in their two halves. */
export function minuteBits(minutes: readonly number[]): Pick<Pattern, 'earlyMinutes' | 'lateMinutes'> {
  return {
    earlyMinutes: bitsOf(minutes.filter((minute) => minute < HALF_HOUR)),
    lateMinutes: bitsOf(minutes.filter((minute) => minute >= HALF_HOUR).map((minute) => minute - HALF_HOUR)),
  }
}

/** The first matching minute of a matching day from `minute` on; the number of minutes of a day when none is left. */
export function nextMinuteOfDay(pattern: Pattern, minute: number): number {
  if (minute >= MINUTES_A_DAY) return MINUTES_A_DAY
  const hour = Math.floor(minute / 60)
  if (pattern.hours & (1 << hour)) {
    const found = nextMinuteOfHour(pattern, minute - hour * 60)
    if (found < 60) return hour * 60 + found
  }
  const later = pattern.hours & (-2 << hour)
  return later === 0 ? MINUTES_A_DAY : lowestBit(later) * 60 + nextMinuteOfHour(pattern, 0)
}

function nextMinuteOfHour(pattern: Pattern, minute: number): number {
  const early = minute < HALF_HOUR ? pattern.earlyMinutes & (-1 << minute) : 0
  if (early !== 0) return lowestBit(early)
  const late = pattern.lateMinutes & (-1 << Math.max(0, minute - HALF_HOUR))
  return late === 0 ? 60 : HALF_HOUR + lowestBit(late)
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits)
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
