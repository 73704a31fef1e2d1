import { expandCalendar } from '@horarium/app'
import { type CalendarSpec, DIALECTS, didYouMean, HorariumError, sentenceOf } from '@horarium/core'

const MINUTE_MS = 60_000

/** What is asked of `calendar:expand --stdin` in one line; `from` inclusive, `to` exclusive, epoch minutes. */
interface Question {
  readonly spec: CalendarSpec
  readonly from: number
  readonly to: number
}

/** Answers one line of JSON by another; what is wrong with the question is the answer. */
export function expandLine(line: string): string {
  const asked = parseObject(line)
  const id = JSON.stringify(asked?.['id'] ?? null)
  try {
    if (!asked) throw new HorariumError('usage', 'The line is no JSON object.')
    return `{"id":${id},"minutes":[${minutesOf(readQuestion(asked))}]}`
  } catch (thrown) {
    return `{"id":${id},"error":${JSON.stringify({ message: sentenceOf(thrown) })}}`
  }
}

// Asked for so that what is due within a minute counts as the next: offsets once had seconds.
function minutesOf({ spec, from, to }: Question): string {
  const window = { from: (from - 1) * MINUTE_MS + 1, to: (to - 1) * MINUTE_MS + 1 }
  const texts: string[] = []
  for (const day of expandCalendar({ spec, ...window }).days) {
    if (day.length > 0) texts.push(day.map((instant) => Math.ceil(instant / MINUTE_MS)).join(','))
  }
  return texts.join(',')
}

type Fields = Readonly<Record<string, unknown>>

function parseObject(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function readQuestion(asked: Fields): Question {
  const name = textOf(asked, 'dialect', 'standard')
  const dialect = DIALECTS.find((known) => known === name)
  if (!dialect) {
    const sentence = `'${name}' is not a dialect. Use ${DIALECTS.join(', ')}.${didYouMean(name, DIALECTS)}`
    throw new HorariumError('usage', sentence)
  }
  const expression = textOf(asked, 'expr')
  const timezone = textOf(asked, 'timezone', 'UTC')
  const spec: CalendarSpec = { kind: 'expression', expression, dialect, timezone, seed: textOf(asked, 'seed', '') }
  return { spec, from: minuteOf(asked, 'from'), to: minuteOf(asked, 'to') }
}

function textOf(asked: Fields, name: string, unless?: string): string {
  const value = asked[name] ?? unless
  if (typeof value === 'string') return value
  throw new HorariumError('usage', `'${name}' must be a text.`)
}

// Far enough for any year people write, near enough for every date to be one.
const LAST_MINUTE = 4_000_000_000

function minuteOf(asked: Fields, name: string): number {
  const value = asked[name]
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= LAST_MINUTE) return value
  throw new HorariumError('usage', `'${name}' must be a whole number of minutes since 1970.`)
}
