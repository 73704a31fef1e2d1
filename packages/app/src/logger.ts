import type { LogFields, Logger } from '@horarium/core'
import winston from 'winston'
import { fieldsJson, fieldTexts } from './log-fields.js'
import { oneLine } from './one-line.js'

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
  const head = { timestamp, level, message }
  // First for whoever reads the line, last so that no field takes its place.
  return fieldsJson({ ...head, ...(fields as LogFields), ...head })
}

function lineOf({ timestamp, level, message, fields }: Line): string {
  const texts = fieldTexts((fields ?? {}) as LogFields)
  return oneLine([String(timestamp).slice(11, 23), level.padEnd(5), String(message), ...texts].join(' '))
}
