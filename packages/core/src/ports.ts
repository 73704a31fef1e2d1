/** The store's clock: epoch milliseconds as Redis TIME would answer now. */
export interface Clock {
  now(): number
}

export type LogFields = Readonly<Record<string, unknown>>

/** A log event is a fixed message plus fields (`jobCode`, `entryId`, `group`, `ms`). */
export interface Logger {
  error(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  debug(message: string, fields?: LogFields): void
}
