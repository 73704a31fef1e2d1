import type { CalendarFault } from '@horarium/core'
import { draw } from './draw.js'
import type { Field } from './field.js'
import { EXTENSION, fieldFault, strangeFault, unreadableFault, wideStepWarning } from './field-fault.js'

const ITEM =
  /^(?:(?<star>\*)|(?<hash>h)(?:\((?<low>\w+)-(?<high>\w+)\))?|(?<from>[a-z0-9]+)(?:-(?<to>[a-z0-9]+))?)(?:\/(?<step>\d+))?$/i

/** An item of a field's list, `first` to `last` by `step`; a hashed one still awaits its draw. */
interface Item {
  readonly text: string
  readonly first: number
  readonly last: number
  readonly step: number | undefined
  readonly isHashed: boolean
}

/** The values of one item, as written: 7 is not yet Sunday. */
export interface ItemReading {
  readonly values: readonly number[]
  readonly fault?: CalendarFault
}

/** Reads one item of a field's list: a value, a range, `*` or `H`, each with or without a step. */
export function readItem(field: Field, text: string, { list, seed }: { list: string; seed: string }): ItemReading {
  const parts = ITEM.exec(text)?.groups
  if (!parts || EXTENSION.test(text)) return refused(unreadableFault(field, text, list))
  const item = parseItem(field, text, parts)
  if ('severity' in item) return refused(item)
  return expand(field, item.isHashed ? drawStart(item, `${seed} ${field.name}`) : item)
}

type Parts = Readonly<Record<string, string | undefined>>

function parseItem(field: Field, text: string, parts: Parts): Item | CalendarFault {
  const step = parts['step'] === undefined ? undefined : Number(parts['step'])
  if (step === 0) return fieldFault(field, text, { why: 'steps by 0', remedy: 'Step by 1 or more.' })
  const isHashed = parts['hash'] !== undefined
  const from = parts['from'] ?? parts['low']
  const to = parts['to'] ?? parts['high']
  const first = from === undefined ? field.min : valueOf(field, from)
  if (first === undefined) return strangeFault(field, text, from ?? '')
  const opening = { first, step, isHashed, isSingle: from !== undefined }
  const last = to === undefined ? openEnd(field, opening) : valueOf(field, to)
  if (last === undefined) return strangeFault(field, text, to ?? '')
  if (first <= last) return { text, first, last, step, isHashed }
  const remedy = `Write both parts: ${from}-${field.max},${field.min}-${to}.`
  return fieldFault(field, text, { why: 'runs backwards', remedy })
}

type Opening = Pick<Item, 'first' | 'step' | 'isHashed'> & { readonly isSingle: boolean }

// `a/n` runs to the maximum, as in cron-parser: of the weekdays that is 7, which makes `1/2` end on Sunday.
function openEnd(field: Field, { first, step, isHashed, isSingle }: Opening): number {
  if (isHashed) return step === undefined ? field.hashTop : field.top
  return isSingle && step === undefined ? first : field.max
}

function valueOf(field: Field, text: string): number | undefined {
  const named = field.names.indexOf(text.toLowerCase())
  const value = named >= 0 ? named + field.min : /^\d+$/.test(text) ? Number(text) : Number.NaN
  return value >= field.min && value <= field.max ? value : undefined
}

function drawStart(item: Item, seed: string): Item {
  const size = item.last - item.first + 1
  const start = item.first + draw(seed, Math.min(item.step ?? size, size))
  return { ...item, first: start, last: item.step === undefined ? start : item.last }
}

function expand(field: Field, { text, first, last, step = 1 }: Item): ItemReading {
  const values: number[] = []
  for (let value = first; value <= last; value += step) values.push(value)
  const isLone = step > 1 && values.every((value) => value === first || value - field.top - 1 === first - field.min)
  return isLone ? { values, fault: wideStepWarning(field, text, first) } : { values }
}

function refused(fault: CalendarFault): ItemReading {
  return { values: [], fault }
}
