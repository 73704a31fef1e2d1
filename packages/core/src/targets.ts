import { isTarget } from './entry.js'
import { type Outcome, outcomeOfThrow } from './outcome.js'

/** One answer may name so many targets; each becomes an entry. */
export const TARGETS_LIMIT = 10_000

/** A job's provider of targets returned: its result is all of them as JSON, each once, or the error says what is wrong. */
export function outcomeOfTargets(value: unknown): Outcome {
  const fault = faultOf(value)
  if (fault !== undefined || !Array.isArray(value)) return wrongTargets(fault ?? '')
  const result = JSON.stringify([...new Set(value.map(String))])
  return { status: 'success', reason: 'provider returned', result }
}

/** The targets in a provider's outcome. */
export function targetsIn({ result = '[]' }: Pick<Outcome, 'result'>): readonly string[] {
  return JSON.parse(result) as readonly string[]
}

function faultOf(value: unknown): string | undefined {
  if (!Array.isArray(value)) return `the provider answers ${nameOf(value)}, not an array of ids`
  const { length } = value
  if (length > TARGETS_LIMIT) return `the provider answers ${length} ids; ${TARGETS_LIMIT} are the most`
  const wrong = value.findIndex((id) => !isId(id))
  if (wrong < 0) return undefined
  return `id ${wrong + 1} of ${length} is ${nameOf(value[wrong])}; an id is 1 to 100 of letters, digits, _, . and -`
}

function isId(id: unknown): boolean {
  if (typeof id === 'number') return Number.isFinite(id) && isTarget(String(id))
  return typeof id === 'string' && isTarget(id)
}

const SHOWN = 120

function nameOf(value: unknown): string {
  if (value === null || typeof value !== 'object') {
    return typeof value === 'string' ? `'${value.slice(0, SHOWN)}'` : String(value).slice(0, SHOWN)
  }
  return Array.isArray(value) ? 'an array' : 'an object'
}

function wrongTargets(message: string): Outcome {
  const error = new Error(message)
  error.name = 'WrongTargets'
  delete error.stack
  return outcomeOfThrow(error)
}
