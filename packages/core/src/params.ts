import { jobPathOf, paramOf } from './job-path.js'
import { settingOf } from './setting-table.js'

export type Params = Readonly<Record<string, string>>

/** Parameters of one run, as they are kept with its entry, may have so many bytes of JSON. */
const PARAMS_LIMIT_BYTES = 16_384

/** What parameters written as text mean, or why they mean nothing. */
export type ReadParams =
  | { readonly pairs: readonly (readonly [name: string, value: string])[]; readonly fault?: undefined }
  | { readonly pairs?: undefined; readonly fault: string }

// Aoe_Scheduler hands any text to the handler as it is.
const OPAQUE = 'parameters'

/**
 * Reads lines of `key=value`, or a JSON object. Text of any other shape is one parameter, `parameters`, unless it begins
 * like a JSON object and is none; `{{` is how Magento's own texts begin.
 */
export function readParams(text: string): ReadParams {
  const trimmed = text.trim()
  if (/^\{(?!\{)/.test(trimmed)) return readJson(trimmed)
  const lines = trimmed.split('\n').map((line) => line.trim())
  const pairs = lines.filter((line) => line !== '').map((line) => /^([^=\s]+)\s*=\s*(.*)$/.exec(line))
  if (pairs.includes(null)) return { pairs: [[OPAQUE, text]] }
  return { pairs: pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']) }
}

/** Why parameters are too many to be kept, if they are. */
export function paramsFault(params: Params): string | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(params))
  return bytes > PARAMS_LIMIT_BYTES
    ? `the parameters are ${bytes} bytes long; ${PARAMS_LIMIT_BYTES} are the most`
    : undefined
}

const SECRET = /password|secret|token|key/i
const MASK = '***'
// A shorter one is also a part of innocent words.
const SHORTEST_SECRET = 4

/** Parameters for people to see: those whose names speak of a secret are masked. */
export function maskParams(params: Params): Params {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, SECRET.test(name) ? MASK : value]))
}

/** What a field of a log line may show by its name; a replacer for JSON, so that it reaches into what is nested. */
export function maskField(name: string, value: unknown): unknown {
  if (value === undefined || value === null || typeof value === 'boolean') return value
  return SECRET.test(name) ? MASK : value
}

/** What blots the values of secret parameters out of a text; absent where there are none. */
export function concealerOf(params: Params): ((text: string) => string) | undefined {
  const isSecret = ([name, value]: readonly [string, string]): boolean =>
    SECRET.test(name) && value.length >= SHORTEST_SECRET
  // As they are and as JSON writes them; the longest first, as one may be a part of another.
  const secrets = Object.entries(params)
    .filter(isSecret)
    .flatMap(([, value]) => [value, JSON.stringify(value).slice(1, -1)])
    .toSorted((a, b) => b.length - a.length)
  if (secrets.length === 0) return undefined
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, MASK), text)
}

/** A setting's value for people to see: a secret is masked, and a parameter of a job whose name speaks of one. */
export function maskSetting(path: string, value: string): string {
  if (value !== '' && settingOf(path)?.spec.secret) return MASK
  const name = paramOf(jobPathOf(path)?.leaf ?? '')
  return name !== undefined && SECRET.test(name) ? MASK : value
}

function readJson(text: string): ReadParams {
  try {
    const parsed: unknown = JSON.parse(text)
    return {
      pairs: Object.entries(parsed as object).map(([name, value]: [string, unknown]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    }
  } catch {
    return { fault: 'the parameters begin like a JSON object, but are none' }
  }
}
