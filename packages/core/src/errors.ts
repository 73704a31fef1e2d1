/** What kind of promise was broken; one place in the CLI turns it into an exit code, one in HTTP into a status. */
export type ErrorCode =
  | 'usage' // the caller asked for something that is not legal
  | 'unknown' // the caller named something that is not there
  | 'forbidden' // the caller may not ask for this
  | 'configuration' // XML, settings or module files are wrong
  | 'redis-unreachable' // no Redis answers, or none can be started
  | 'redis-unsafe' // a Redis answers, but would lose entries
  | 'conflict' // what was asked for is already so, or in the way
  | 'changed-meanwhile' // what the caller decided on is no more
  | 'internal' // a promise of our own was broken

/** The only exception Horarium throws on purpose: a code, and a sentence that names the thing and the remedy. */
export class HorariumError extends Error {
  readonly code: ErrorCode
  override readonly name = 'HorariumError'

  constructor(code: ErrorCode, sentence: string, options?: { readonly cause?: unknown }) {
    super(sentence, options)
    this.code = code
  }
}

/** A sentence for whatever was thrown. */
export function sentenceOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
