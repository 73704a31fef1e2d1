import type { Dialect } from '@horarium/core'
import { EXTENSION, quoted } from '../field-fault.js'
import { phpInteger, phpNumber } from './php-number.js'

export type MagentoDialect = Exclude<Dialect, 'standard'>

/** Why Magento throws on an item, and what to write instead. */
export interface Refusal {
  readonly why: string
  readonly remedy: string
}

/** An item of a list as Magento reads it: values from `from` to `to` whose distance from `origin` `step` divides. */
export interface MagentoItem {
  readonly from: number
  readonly to: number
  readonly origin: number
  readonly step: number
}

const ALL: MagentoItem = { from: 0, to: 60, origin: 0, step: 1 }
const NO_STEP: Refusal = { why: 'steps by 0', remedy: 'Step by 1 or more.' }

/** Reads one item; what Magento throws on whatever the value is becomes a refusal. */
export function readMagentoItem(text: string, dialect: MagentoDialect): MagentoItem | Refusal {
  const [base = '', stepText, ...rest] = text.split('/')
  if (rest.length > 0) return { why: "has more than one '/'", remedy: 'Write one step: */5 or 10-30/5.' }
  if (stepText === undefined) return base === '*' ? ALL : readRange(base)
  const step = phpNumber(stepText)
  if (step === undefined) return { why: 'has a step that is no number', remedy: 'Write a step such as */5 or 10-30/5.' }
  return dialect === 'magento1' ? readStep1(base, step) : readStep2(base, step)
}

/** Whether a value matches an item; a refusal where Magento throws. */
export function matchItem(item: MagentoItem | Refusal, value: number): boolean | Refusal {
  if ('why' in item) return item
  const { from, to, origin, step } = item
  // The step is looked at last, so one of 0 goes unnoticed until a value comes into the range.
  if (value < from || value > to) return false
  return step === 0 ? NO_STEP : phpInteger(value - origin) % step === 0
}

// Magento 1 divides the value itself, wherever the range begins.
function readStep1(base: string, step: number): MagentoItem | Refusal {
  const range = base === '*' ? ALL : readRange(base)
  return 'why' in range ? range : { ...range, origin: 0, step: Math.trunc(step) }
}

// Magento 2 counts from the start of a range. `n/step` has no range: it counts from n in both directions, and from 0
// where n cannot be read. A step of exactly 0 is noticed at once, one below 1 only by dividing.
function readStep2(base: string, step: number): MagentoItem | Refusal {
  if (step === 0) return NO_STEP
  if (base === '*') return { ...ALL, step: Math.trunc(step) }
  if (!base.includes('-')) return { ...ALL, origin: valueOf(base) ?? 0, step: Math.trunc(step) }
  const range = readRange(base)
  return 'why' in range ? range : { ...range, origin: range.from, step: Math.trunc(step) }
}

function readRange(text: string): MagentoItem | Refusal {
  const [first = '', last = first, ...rest] = text.split('-')
  if (rest.length > 0) return { why: "has more than one '-'", remedy: 'Write a range such as 10-30.' }
  const [from, to] = [valueOf(first), valueOf(last)]
  if (from === undefined || to === undefined) return unreadable(text, from === undefined ? first : last)
  return { from, to, origin: 0, step: 1 }
}

const NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const VALUES: ReadonlyMap<string, number> = new Map([
  ...NAMES.map((name, index): [string, number] => [name, index + 1]),
  ...['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((name, index): [string, number] => [name, index]),
])

// Any word is known by its first three letters, in any field: `marvellous` is 3.
function valueOf(text: string): number | undefined {
  return phpNumber(text) ?? VALUES.get(text.slice(0, 3).toLowerCase())
}

function unreadable(text: string, part: string): Refusal {
  if (part === '') return { why: 'has nothing where a value should be', remedy: 'Fill the hole, or take it out.' }
  if (text === '?') return { why: "uses '?'", remedy: 'Write * instead.' }
  if (/^h(\(|$)/i.test(text)) {
    return { why: 'uses H', remedy: "Write a value, or set the dialect to 'standard', which reads H." }
  }
  if (EXTENSION.test(text)) {
    return { why: 'uses L, W or #', remedy: 'Name the days by number, or let the handler check the day.' }
  }
  const remedy = 'Write *, a value, a range a-b, a step */n or a-b/n, or a list of these.'
  return { why: part === text ? 'is no value' : `has ${quoted(part)}, which is no value`, remedy }
}
