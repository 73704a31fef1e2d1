import type { CalendarFault } from '@horarium/core'
import { type ExpressionReading, hasDate, noDateWarning } from '../expression-reading.js'
import { type Field, FIELDS } from '../field.js'
import { quoted } from '../field-fault.js'
import { isFixedHour, patternOf } from '../pattern.js'
import type { FieldReading } from '../read-field.js'
import { remember } from '../remember.js'
import type { MagentoDialect } from './magento-item.js'
import { readMagentoField } from './read-magento-field.js'

const READERS: Readonly<Record<MagentoDialect, (expression: string) => ExpressionReading>> = {
  magento1: remember(5000, (expression) => read(expression, 'magento1')),
  magento2: remember(5000, (expression) => read(expression, 'magento2')),
}

/** Reads an expression as Magento does; `always` is known in both, though Magento 2 itself has no such word. */
export function readMagento(expression: string, dialect: MagentoDialect): ExpressionReading {
  return READERS[dialect](expression)
}

function read(expression: string, dialect: MagentoDialect): ExpressionReading {
  // PHP's white space: a no-break space is none.
  const texts = expression.split(/[ \t\n\v\f\r]+/).filter((text) => text !== '')
  if (texts.length === 1 && texts[0]?.toLowerCase() === 'always') return { faults: [], meaning: { kind: 'always' } }
  // A sixth field is let pass and never looked at.
  if (texts.length < 5 || texts.length > 6) return { faults: [shapeFault(texts, dialect)] }
  const readings = readFields(texts, dialect)
  const faults = readings.flatMap((reading) => reading.faults)
  if (faults.length > 0) return { faults }
  const values = readings.map((reading) => reading.values)
  if (isAlive(readings)) {
    const pattern = patternOf(values, { eitherDay: false, fixedHour: isFixedHour(texts[1] ?? '') })
    return { faults, meaning: { kind: 'pattern', pattern, values } }
  }
  return { faults: [neverWarning(texts, readings.length - 1, dialect)], meaning: { kind: 'never' } }
}

// A field is looked at only when those before it match: behind one that never does, nothing is read and nothing throws.
function readFields(texts: readonly string[], dialect: MagentoDialect): readonly FieldReading[] {
  const readings: FieldReading[] = []
  for (const [index, field] of FIELDS.entries()) {
    readings.push(readMagentoField(field, texts[index] ?? '', dialect))
    if (!isAlive(readings)) break
  }
  return readings
}

function isAlive(readings: readonly FieldReading[]): boolean {
  // Of several wrong fields all are told.
  if (readings.some(({ faults }) => faults.length > 0)) return true
  const [, , days, months] = readings
  if (readings.some(({ values }) => values.length === 0)) return false
  return !days || !months || hasDate(days.values, months.values)
}

function neverWarning(texts: readonly string[], index: number, dialect: MagentoDialect): CalendarFault {
  const field = FIELDS[index]
  const text = texts[index] ?? ''
  if (!field || readMagentoField(field, text, dialect).values.length > 0) return noDateWarning(texts.join(' '))
  return {
    severity: 'warning',
    message: `${quoted(texts.join(' '))} never happens: ${dialect} finds no ${field.name} that matches ${quoted(text)}`,
    remedy: remedyFor(field, text, dialect),
  }
}

function remedyFor(field: Field, text: string, dialect: MagentoDialect): string {
  const legal = `Use values from ${field.min} to ${field.top}`
  const why = text.includes('/') && dialect === 'magento1' ? '; steps are counted from 0' : '; ranges do not wrap'
  return `${legal}${why}. If never is meant, set active to 0.`
}

function shapeFault(texts: readonly string[], dialect: MagentoDialect): CalendarFault {
  const remedy =
    'Write five fields (minute, hour, day of month, month, day of week) or the word always; ' +
    "words such as daily are read when the dialect is 'standard'."
  const message =
    texts.length === 0
      ? 'the expression is empty'
      : `the expression ${quoted(texts.join(' '))} has ${texts.length} fields, on which ${dialect} throws`
  return { severity: 'error', message, remedy }
}
