import type { AlertKind, Logger } from '@horarium/core'
import type { Channel } from './channel.js'

const LEVELS: Readonly<Record<AlertKind, keyof Logger>> = {
  failed: 'error',
  missed: 'error',
  overdue: 'error',
  slow: 'warn',
  poisoned: 'error',
  recovered: 'info',
}

/** Writes each notice to the process log. */
export function logChannel(logger: Logger): Channel {
  return {
    name: 'log',
    deliver: ({ id, notices, leftOut, test }) => {
      if (test !== undefined) logger.warn('alert: a test', { test, message: id })
      for (const { kind, jobCode, target, reason, entryId, isRepeat } of notices) {
        logger[LEVELS[kind]](`alert: ${kind}`, { jobCode, target, reason, entryId, isRepeat, message: id })
      }
      if (leftOut > 0) logger.error('more alerts, see alert:list', { leftOut })
      return Promise.resolve()
    },
  }
}
