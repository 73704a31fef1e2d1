import type { CalendarFault } from '@horarium/core'
import type { Field } from '../field.js'
import { quoted } from '../field-fault.js'
import type { FieldReading } from '../read-field.js'
import { type MagentoDialect, type MagentoItem, matchItem, type Refusal, readMagentoItem } from './magento-item.js'

/**
 * Asks of each value of a field whether Magento would take it. What throws for one value throws in a running shop
 * some day, so it is an error here.
 */
export function readMagentoField(field: Field, text: string, dialect: MagentoDialect): FieldReading {
  const texts = text.split(',')
  const items = texts.map((item) => readMagentoItem(item, dialect))
  const values: number[] = []
  for (let value = field.min; value <= field.top; value += 1) {
    const answer = firstAnswer(items, value)
    if (typeof answer !== 'boolean') {
      const item = texts[answer.index] ?? ''
      return { values: [], faults: [thrownFault({ field, text, item, value, dialect }, answer.refusal)] }
    }
    if (answer) values.push(value)
  }
  return { values, faults: [] }
}

// From left to right up to the first that matches: what stands behind it is not looked at.
function firstAnswer(
  items: readonly (MagentoItem | Refusal)[],
  value: number,
): boolean | { readonly index: number; readonly refusal: Refusal } {
  for (const [index, item] of items.entries()) {
    const answer = matchItem(item, value)
    if (answer === true) return true
    if (answer !== false) return { index, refusal: answer }
  }
  return false
}

interface Thrown {
  readonly field: Field
  readonly text: string
  readonly item: string
  readonly value: number
  readonly dialect: MagentoDialect
}

function thrownFault({ field, text, item, value, dialect }: Thrown, { why, remedy }: Refusal): CalendarFault {
  const part = item === text || item === '' ? why : `has ${quoted(item)}, which ${why}`
  const message = `${field.name} ${quoted(text)} ${part}: ${dialect} throws when the ${field.name} is ${value}`
  return { severity: 'error', message, remedy }
}
