import type { CalendarFault } from '@horarium/core'
import type { Field } from './field.js'

/** `L`, `W` and `#`, alone or behind a value. */
export const EXTENSION: RegExp = /#|^l(-\d+)?$|^l?w$|^(\d+|[a-z]{3})[lw]$/i

const LONGEST_QUOTE = 60

/** A text as a message repeats it. */
export function quoted(text: string): string {
  return text.length > LONGEST_QUOTE ? `'${text.slice(0, LONGEST_QUOTE)}...'` : `'${text}'`
}

/** What is wrong with a text that is no item: `list` is the whole field when the item is empty. */
export function unreadableFault(field: Field, item: string, list: string): CalendarFault {
  if (item === '') return fieldFault(field, list, { why: 'is a list with a hole', remedy: 'Take the spare comma out.' })
  if (EXTENSION.test(item)) {
    const remedy = 'Name the days by number, or let the handler check the day.'
    return fieldFault(field, item, { why: 'uses L, W or #, which are not read', remedy })
  }
  if (item.includes('?')) {
    const why = "uses '?', which may only stand alone in the two day fields"
    return fieldFault(field, item, { why, remedy: 'Write * instead.' })
  }
  const remedy = 'Write *, a value, a range a-b, a step */n or a-b/n, H, or a list of these.'
  return fieldFault(field, item, { why: 'cannot be read', remedy })
}

/** A value that the field does not have. */
export function strangeFault(field: Field, item: string, value: string): CalendarFault {
  const part = item === value ? '' : `has ${quoted(value)}, which `
  const why = /^\d+$/.test(value) ? 'is out of range' : 'is not known'
  return fieldFault(field, item, { why: `${part}${why}`, remedy: `Use ${field.legal}.` })
}

/** A step so wide that only one value is left of its range. */
export function wideStepWarning(field: Field, item: string, only: number): CalendarFault {
  const why = `steps past its range, so that only ${only} is left`
  const remedy = `Write ${only} if that is meant, else a smaller step.`
  return { ...fieldFault(field, item, { why, remedy }), severity: 'warning' }
}

/** An error in one field: names the field, the value and what is legal. */
export function fieldFault(
  field: Field,
  item: string,
  { why, remedy }: { why: string; remedy: string },
): CalendarFault {
  return { severity: 'error', message: `${field.name} ${quoted(item)} ${why}; legal is ${field.legal}`, remedy }
}
