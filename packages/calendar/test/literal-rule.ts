import type { Dialect } from '@horarium/core'
import type { Rule } from './brute-force.js'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const MINIMA = [0, 0, 1, 1, 0]
const MAXIMA = [59, 23, 31, 12, 7]

/** Whether one item of a list matches a value of the field of that index. */
type Matcher = (item: string, value: number, index: number) => boolean

/**
 * The meaning of an expression that was not refused, from its text, one value after the other: as slow as a shop, and
 * in Magento's dialects as ready to throw.
 */
export function literalRule(dialect: Dialect, expression: string): Rule {
  const texts = expression.split(/[ \t\n\v\f\r]+/).filter(Boolean)
  const field = fieldMatcher(texts, MATCHERS[dialect])
  const [, hour = '', day = '', , weekday = ''] = texts
  const isStandard = dialect === 'standard'
  const isEither = isStandard && !/^[*?]$/.test(day) && !/^[*?]$/.test(weekday)
  const isFixed = isStandard && !/^\*(\/\d+)?$/.test(hour)
  const matches = (wall: number): boolean => {
    const date = new Date(wall)
    if (!field(0, date.getUTCMinutes()) || !field(1, date.getUTCHours())) return false
    if (isEither) {
      return field(3, date.getUTCMonth() + 1) && (field(2, date.getUTCDate()) || field(4, date.getUTCDay()))
    }
    return field(2, date.getUTCDate()) && field(3, date.getUTCMonth() + 1) && field(4, date.getUTCDay())
  }
  return { matches, gap: isFixed ? 'after' : 'skip', repeat: isFixed ? 'first' : 'both' }
}

/** Whether a Magento throws on an expression in any minute, ever. */
export function throwsEver(dialect: 'magento1' | 'magento2', expression: string): boolean {
  const texts = expression.split(/[ \t\n\v\f\r]+/).filter(Boolean)
  if (texts.length < 5 || texts.length > 6) return texts.join().toLowerCase() !== 'always'
  const field = fieldMatcher(texts, MATCHERS[dialect])
  const all = (index: number): number[] => values(index).filter((value) => field(index, value))
  try {
    if (all(0).length === 0 || all(1).length === 0) return false
    const days = all(2)
    const months = days.length === 0 ? [] : all(3)
    const isDate = (month: number, day: number): boolean =>
      new Date(Date.UTC(2028, month - 1, day)).getUTCDate() === day
    if (months.some((month) => days.some((day) => isDate(month, day)))) all(4)
    return false
  } catch {
    return true
  }
}

function values(index: number): number[] {
  const min = MINIMA[index] ?? 0
  const max = index === 4 ? 6 : (MAXIMA[index] ?? 0)
  return Array.from({ length: max - min + 1 }, (_, at) => min + at)
}

function fieldMatcher(texts: readonly string[], matcher: Matcher): (index: number, value: number) => boolean {
  const lists = texts.map((text) => text.split(','))
  const known: boolean[][] = texts.map(() => [])
  return (index, value) => {
    const answers = known[index] ?? []
    return (answers[value] ??= lists[index]?.some((item) => matcher(item, value, index)) ?? false)
  }
}

const MATCHERS: Readonly<Record<Dialect, Matcher>> = {
  standard: (item, value, index) => {
    const [base = '', step = '1'] = item.split('/')
    const valueOf = (text: string): number => {
      const named = (index === 3 ? MONTHS : DAYS).indexOf(text.toLowerCase())
      return named < 0 ? Number(text) : named + (MINIMA[index] ?? 0)
    }
    const [first = '', last = item.includes('/') ? String(MAXIMA[index]) : first] = base.split('-')
    const isOpen = base === '*' || base === '?'
    const from = isOpen ? (MINIMA[index] ?? 0) : valueOf(first)
    const to = isOpen ? (MAXIMA[index] ?? 0) : valueOf(last)
    const candidates = index === 4 && value === 0 ? [0, 7] : [value]
    return candidates.some((each) => each >= from && each <= to && (each - from) % Number(step) === 0)
  },
  magento1: (item, value) => {
    if (item === '*') return true
    const { base, step } = splitStep(item)
    const { from, to } = rangeOf(base)
    return value >= from && value <= to && remainder(value, step) === 0
  },
  magento2: (item, value) => {
    if (item === '*') return true
    const { base, step, isStepped } = splitStep(item)
    if (step === 0) throw new Error('no step')
    const isLone = isStepped && base !== '*' && !base.includes('-')
    const { from, to } = isLone ? { from: 0, to: 60 } : rangeOf(base)
    const origin = isLone ? (numeric(base) ?? 0) : isStepped && base !== '*' ? from : 0
    return value >= from && value <= to && remainder(value - origin, step) === 0
  },
}

function splitStep(item: string): { base: string; step: number; isStepped: boolean } {
  const parts = item.split('/')
  if (parts.length > 2) throw new Error('two steps')
  const [base = '', step] = parts
  if (step === undefined) return { base, step: 1, isStepped: false }
  if (!isNumeric(step)) throw new Error('no number')
  return { base, step: Number(step), isStepped: true }
}

function rangeOf(base: string): { from: number; to: number } {
  if (base === '*') return { from: 0, to: 60 }
  const parts = base.split('-')
  if (parts.length > 2) throw new Error('no range')
  const [from, to] = [numeric(parts[0] ?? ''), numeric(parts.at(-1) ?? '')]
  if (from === undefined || to === undefined) throw new Error('no value')
  return { from, to }
}

function numeric(text: string): number | undefined {
  if (isNumeric(text)) return Number(text)
  const name = text.slice(0, 3).toLowerCase()
  if (MONTHS.includes(name)) return MONTHS.indexOf(name) + 1
  return DAYS.includes(name) ? DAYS.indexOf(name) : undefined
}

// What JavaScript takes for a number and PHP does not begins with a letter, or with 0 and one.
function isNumeric(text: string): boolean {
  return /^[-+.\d]/.test(text) && !/^[-+]?0[a-df-z]/i.test(text) && Number.isFinite(Number(text))
}

function remainder(value: number, step: number): number {
  const divisor = Math.trunc(step)
  if (divisor === 0) throw new Error('no step')
  return Math.trunc(value) % divisor
}
