import type { CalendarFault } from '@horarium/core'
import type { Field } from './field.js'
import { readItem } from './read-item.js'

/** The values a field's text stands for, ascending (Sunday is 0), and what is wrong with it. */
export interface FieldReading {
  readonly values: readonly number[]
  readonly faults: readonly CalendarFault[]
}

/** Reads one field; of several errors in it only the first is told. `H` is drawn from the seed. */
export function readField(field: Field, text: string, seed: string): FieldReading {
  const list = text === '?' && field.isDay ? '*' : text
  const values = new Set<number>()
  const faults: CalendarFault[] = []
  for (const item of list.split(',')) {
    const reading = readItem(field, item, { list, seed })
    for (const value of reading.values) values.add(value > field.top ? field.min : value)
    if (reading.fault) faults.push(reading.fault)
  }
  const error = faults.find(({ severity }) => severity === 'error')
  return { values: [...values].toSorted((a, b) => a - b), faults: error ? [error] : faults }
}
