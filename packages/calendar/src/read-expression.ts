import { type CalendarFault, didYouMean } from '@horarium/core'
import { type ExpressionReading, type FieldValues, hasDate, noDateWarning } from './expression-reading.js'
import { FIELDS } from './field.js'
import { quoted } from './field-fault.js'
import { isFixedHour, type Pattern, patternOf } from './pattern.js'
import { readField } from './read-field.js'
import { remember } from './remember.js'

const ALWAYS = 'always'
/** What the other words stand for. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['hourly', '0 * * * *'],
  ['daily', '0 0 * * *'],
  ['weekly', '0 0 * * 0'],
  ['monthly', '0 0 1 * *'],
  ['quarterly', '0 0 1 1,4,7,10 *'],
  ['quarter', '0 0 1 1,4,7,10 *'],
  ['yearly', '0 0 1 1 *'],
])

/** Reads five fields or a word, as the standard dialect does; `seed` is what `H` is drawn from. */
export function readExpression(expression: string, seed: string): ExpressionReading {
  const text = expression.trim().replaceAll(/\s+/g, ' ')
  const meant = WORDS.get(text.toLowerCase()) ?? text
  return isSeeded(meant) ? read(meant, seed) : readShared(meant)
}

const readShared = remember(5000, (text: string) => read(text, ''))

function isSeeded(text: string): boolean {
  return /\bh\b/i.test(text)
}

function read(text: string, seed: string): ExpressionReading {
  if (text.toLowerCase() === ALWAYS) return { faults: [], meaning: { kind: 'always' } }
  const texts = text === '' ? [] : text.split(' ')
  if (texts.length !== FIELDS.length) return { faults: [shapeFault(text, texts.length)] }
  const readings = FIELDS.map((field, index) => readField(field, texts[index] ?? '', seed))
  const faults = readings.flatMap((reading) => reading.faults)
  if (faults.some(({ severity }) => severity === 'error')) return { faults }
  const values = readings.map((reading) => reading.values)
  const pattern = meaningOf(texts, values)
  if (!isPossible(pattern, values)) return { faults: [...faults, noDateWarning(text)], meaning: { kind: 'never' } }
  return { faults, meaning: { kind: 'pattern', pattern, values } }
}

function meaningOf([, hour = '', day = '', , weekday = '']: readonly string[], values: FieldValues): Pattern {
  // As cron-parser has it, a day field is open only when it is nothing but * or ?; Vixie cron also lets */2 pass.
  const isOpen = (field: string): boolean => field === '*' || field === '?'
  return patternOf(values, { eitherDay: !isOpen(day) && !isOpen(weekday), fixedHour: isFixedHour(hour) })
}

function isPossible(pattern: Pattern, [, , days = [], months = []]: FieldValues): boolean {
  return pattern.eitherDay || hasDate(days, months)
}

function shapeFault(text: string, count: number): CalendarFault {
  const known = [ALWAYS, ...WORDS.keys()]
  const wanted = `Write five fields (minute, hour, day of month, month, day of week) or one word: ${known.join(', ')}.`
  if (count === 0) return { severity: 'error', message: 'the expression is empty', remedy: wanted }
  if (count === 1) {
    const remedy = `${wanted}${didYouMean(text.replace(/^@/, ''), known)}`
    return { severity: 'error', message: `the expression ${quoted(text)} is not a word that is known`, remedy }
  }
  const remedy = count === 6 ? `${wanted} Seconds are not read: take the first field out.` : wanted
  return { severity: 'error', message: `the expression ${quoted(text)} has ${count} fields, not five`, remedy }
}
