import type { Logger } from '@horarium/core'

/** Logs what a step did; a quiet one is silent. */
export function noteChange(logger: Logger, message: string, fields: Readonly<Record<string, number | string>>): void {
  if (Object.values(fields).some((value) => typeof value === 'number' && value > 0)) logger.info(message, fields)
}
