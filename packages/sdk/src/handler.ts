import type { Schedule } from './schedule.js'

/** A handler: what it returns is kept as the entry's result (as JSON), what it throws as the entry's error. */
export type Handler = (schedule: Schedule) => unknown

/** Types an exported handler function without annotations. */
export function defineHandler(handler: Handler): Handler {
  return handler
}
