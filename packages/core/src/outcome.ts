import type { EntryError } from './entry.js'
import type { FinishedStatus } from './status.js'

/** A handler's result is kept up to this size. */
export const RESULT_LIMIT_BYTES = 65_536

/** What a run ended as; the one place where what a handler did becomes a status. */
export interface Outcome {
  readonly status: Extract<FinishedStatus, 'success' | 'error' | 'killed'>
  readonly reason: string
  readonly result?: string
  readonly error?: EntryError
  /** Of a job with targets: how many entries it was handed to. */
  readonly handedTo?: number
}

/** The handler returned. */
export function outcomeOfReturn(value: unknown): Outcome {
  const result = resultOf(value)
  return { status: 'success', reason: 'handler returned', ...(result === undefined ? {} : { result }) }
}

/** The handler threw. */
export function outcomeOfThrow(thrown: unknown): Outcome {
  const error = errorOf(thrown)
  return { status: 'error', reason: `${error.name}: ${firstLine(error.message)}`, error }
}

const REASON_LIMIT = 500
const STACK_LIMIT = 16_384

function errorOf(thrown: unknown): EntryError {
  if (!(thrown instanceof Error)) return { name: 'thrown value', message: describe(thrown) }
  const { name, message, stack } = thrown
  return { name: String(name), message: String(message), ...(stack ? { stack: stack.slice(0, STACK_LIMIT) } : {}) }
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').slice(0, REASON_LIMIT)
}

function resultOf(value: unknown): string | undefined {
  if (value === undefined) return undefined
  try {
    const json = JSON.stringify(value) as string | undefined
    if (json === undefined) return undefined
    return Buffer.byteLength(json) <= RESULT_LIMIT_BYTES
      ? json
      : JSON.stringify(`${json.slice(0, 1_000)}… (result cut)`)
  } catch {
    return JSON.stringify('(the result cannot be written as JSON)')
  }
}

function describe(value: unknown): string {
  try {
    return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  } catch {
    return '(a value that cannot be written as JSON)'
  }
}
