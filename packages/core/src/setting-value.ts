import { DURATION_FORM, formatDuration, parseDuration } from './duration.js'
import { parsePause, PAUSE_FORM } from './job-pause.js'
import { MAINTENANCE_FORM, parseMaintenance } from './maintenance.js'
import { didYouMean } from './nearest.js'
import type { ValueSpec } from './setting-spec.js'

interface Refusal {
  readonly fault: { readonly message: string; readonly remedy: string }
}

/** A parsed value in its canonical writing, or what is wrong with it. */
export type ParsedSetting = { readonly value: string; readonly fault?: undefined } | Refusal

const ON = ['1', 'true', 'yes', 'on']
const OFF = ['0', 'false', 'no', 'off']

/** Reads a value as typed by a person; ranges and choices are those of its spec. */
export function parseSetting(spec: ValueSpec, text: string): ParsedSetting {
  const value = text.trim()
  switch (spec.type) {
    case 'integer':
      return parseInteger(spec, value)
    case 'flag':
      return parseFlag(spec, value)
    case 'choice':
      return parseChoice(spec, value)
    case 'text':
      return value === '' ? refused(spec, value, 'a text that is not empty') : { value }
    case 'duration':
      return parseDurationSetting(spec, value)
    case 'pause':
      return value === '' || parsePause(value, '') ? { value } : refused(spec, value, PAUSE_FORM)
    case 'maintenance':
      return parseMaintenance(value, '') ? { value } : parseFlag(spec, value, MAINTENANCE_FORM)
  }
}

function parseDurationSetting(spec: ValueSpec, value: string): ParsedSetting {
  const ms = parseDuration(value)
  return ms === undefined ? refused(spec, value, DURATION_FORM) : { value: formatDuration(ms) }
}

function parseChoice(spec: ValueSpec, value: string): ParsedSetting {
  const { choices = [] } = spec
  if (choices.includes(value)) return { value }
  const { fault } = refused(spec, value, choices.join(', '))
  return { fault: { ...fault, remedy: fault.remedy + didYouMean(value, choices) } }
}

function parseFlag(spec: ValueSpec, value: string, wanted = '1 or 0'): ParsedSetting {
  const flag = value.toLowerCase()
  if (ON.includes(flag)) return { value: '1' }
  return OFF.includes(flag) ? { value: '0' } : refused(spec, value, wanted)
}

function parseInteger(spec: ValueSpec, value: string): ParsedSetting {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = spec
  const number = /^[+-]?\d+$/.test(value) ? Number(value) : Number.NaN
  if (Number.isSafeInteger(number) && number >= min && number <= max) return { value: String(number) }
  return refused(spec, value, `a whole number from ${min} to ${max}${spec.unit ? ` ${spec.unit}` : ''}`)
}

function refused(spec: ValueSpec, value: string, wanted: string): Refusal {
  return { fault: { message: `${spec.name} is '${value}'`, remedy: `Use ${wanted}.` } }
}
