import { type CalendarFault, didYouMean } from '@horarium/core'
import { quoted } from './field-fault.js'
import { remember } from './remember.js'
import { zoneOf } from './zone.js'

// Names in daily use that some runtimes list under their former name only.
const RENAMED = [
  'UTC',
  'America/Argentina/Buenos_Aires',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Kanton',
]

let names: readonly string[] | undefined

/** Whether this runtime knows a zone of that name. */
export function isTimezone(name: string): boolean {
  return zoneOf(name) !== undefined
}

/** The zone names people can be offered, sorted; aliases that are legal too are left out. */
export function timezoneNames(): readonly string[] {
  names ??= [...new Set([...RENAMED.filter(isTimezone), ...Intl.supportedValuesOf('timeZone')])].toSorted()
  return names
}

/** What to say of a zone that is not there; comparing with every name is slow, and a typing error is often shared. */
export const unknownZoneFault: (name: string) => CalendarFault = remember(1000, (name) => ({
  severity: 'error',
  message: `the timezone ${quoted(name)} is unknown`,
  remedy: `Use an IANA name such as Europe/Paris, or UTC.${didYouMean(name, timezoneNames())}`,
}))
