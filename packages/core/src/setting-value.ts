import { DURATION_FORM, formatDuration, parseDuration } from './duration.js'
import { parsePause, PAUSE_FORM } from './job-pause.js'
import { LOG_LEVELS_FORM, parseLogLevels } from './log-levels.js'
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
    case 'choices':
      return parseChoices(spec, value)
    case 'text':
      return value === '' && !spec.optional ? refused(spec, value, 'a text that is not empty') : { value }
    case 'url':
      return parseUrl(spec, value)
    case 'command':
      return commandWords(value) ? { value } : refused(spec, value, COMMAND_FORM)
    case 'levels':
      return parseLogLevels(value) ? { value } : refused(spec, value, LOG_LEVELS_FORM)
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

function parseChoices(spec: ValueSpec, value: string): ParsedSetting {
  const words = value.split(/[\s,]+/).filter((word) => word !== '')
  const wrong = words.map((word) => parseChoice(spec, word)).find(({ fault }) => fault)
  return wrong ?? { value: [...new Set(words)].join(',') }
}

function parseUrl(spec: ValueSpec, value: string): ParsedSetting {
  const { schemes = [] } = spec
  const scheme = URL.canParse(value) ? new URL(value).protocol.slice(0, -1) : ''
  if (value === '' || schemes.includes(scheme)) return { value }
  return refused(spec, value, `a whole address that begins with ${schemes.map((one) => `${one}://`).join(' or ')}`)
}

const COMMAND_FORM = '/usr/local/bin/alert --some argument, or ["/usr/local/bin/alert", "one argument"]'

/** The words of a program and its arguments, none for none; `undefined` when a text is no such thing. */
export function commandWords(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return text.split(/\s+/).filter((word) => word !== '')
  try {
    const words: unknown = JSON.parse(text)
    const isRight = Array.isArray(words) && words.every((word) => typeof word === 'string') && words[0] !== ''
    return isRight ? words : undefined
  } catch {
    return undefined
  }
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
  const message = spec.secret ? `${spec.name} cannot be used` : `${spec.name} is '${value}'`
  return { fault: { message, remedy: `Use ${wanted}.` } }
}
