/** One of the five fields: what it may hold, and how a message calls it. */
export interface Field {
  readonly name: string
  readonly min: number
  readonly max: number
  /** Names for the values from `min` up, lower case. */
  readonly names: readonly string[]
  readonly legal: string
  /** The highest value that differs from all lower ones: 7 is Sunday again. */
  readonly top: number
  /** The highest value a lone `H` may become: no month is without its 28th, and a job should not skip February. */
  readonly hashTop: number
  readonly isDay: boolean
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** The five fields in the order in which they are written. */
export const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59, names: [], legal: '0-59', top: 59, hashTop: 59, isDay: false },
  { name: 'hour', min: 0, max: 23, names: [], legal: '0-23', top: 23, hashTop: 23, isDay: false },
  { name: 'day of month', min: 1, max: 31, names: [], legal: '1-31', top: 31, hashTop: 28, isDay: true },
  { name: 'month', min: 1, max: 12, names: MONTHS, legal: '1-12 or jan-dec', top: 12, hashTop: 12, isDay: false },
  {
    name: 'day of week',
    min: 0,
    max: 7,
    names: WEEKDAYS,
    legal: '0-7 (0 and 7 are Sunday) or sun-sat',
    top: 6,
    hashTop: 6,
    isDay: true,
  },
]
