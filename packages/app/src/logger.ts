import type { LogFields, Logger } from '@horarium/core'
import winston from 'winston'

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export interface LogOptions {
  readonly level: LogLevel
  /** Readable lines for a person, JSON lines for a program. */
  readonly shape: 'lines' | 'json'
}

/** The process log, on standard error: standard output belongs to what a command answers. */
export function createLogger({ level, shape }: LogOptions): Logger {
  const { combine, timestamp, printf } = winston.format
  const format = combine(timestamp(), printf(shape === 'json' ? jsonOf : lineOf))
  const log = winston.createLogger({
    level,
    format,
    transports: [new winston.transports.Console({ stderrLevels: [...LOG_LEVELS] })],
  })
  const at =
    (name: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      // `message` and `level` are winston's own: fields travel apart, or one of that name would be joined to them.
      log.log(name, message, { fields })
    }
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') }
}

type Line = winston.Logform.TransformableInfo

function jsonOf({ timestamp, level, message, fields }: Line): string {
  const line = { ...(fields as LogFields), timestamp, level, message }
  try {
    return JSON.stringify(line)
  } catch {
    return JSON.stringify({ timestamp, level, message })
  }
}

function lineOf({ timestamp, level, message, fields }: Line): string {
  const pairs = Object.entries((fields ?? {}) as LogFields).map(([name, value]) => `${name}=${valueOf(value)}`)
  return [String(timestamp).slice(11, 23), level.padEnd(5), String(message), ...pairs].join(' ')
}

function valueOf(value: unknown): string {
  if (typeof value === 'string') return /[\s"=]/.test(value) ? JSON.stringify(value) : value
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return '(cannot be written)'
  }
}
