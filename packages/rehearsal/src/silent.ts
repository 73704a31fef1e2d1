import type { Logger } from '@horarium/core'

/** What a process would log is not what a test looks at. */
export const SILENT: Logger = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
}
