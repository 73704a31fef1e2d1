import { Writable } from 'node:stream'
import { type LogFields, type Logger, LOG_LEVELS, type LogLevel, sentenceOf } from '@horarium/core'
import winston from 'winston'
import { fieldsJson, fieldTexts } from './log-fields.js'
import { LogFile, type LogFileOptions } from './log-file.js'
import type { LogLevels } from './log-levels.js'
import { oneLine } from '../one-line.js'

export interface LogOptions {
  readonly levels: Pick<LogLevels, 'takes'>
  /** Readable lines for a person, JSON lines for a program. */
  readonly shape: 'lines' | 'json'
  /** Instead of standard error. */
  readonly file?: LogFileOptions
}

/** The process log, on standard error or in a file: standard output belongs to what a command answers. */
export function createLogger({ levels, shape, file }: LogOptions): Logger {
  const { combine, timestamp, printf } = winston.format
  const format = combine(timestamp(), printf(shape === 'json' ? jsonOf : lineOf))
  const log = winston.createLogger({
    level: 'debug',
    format,
    transports: [
      file
        ? new winston.transports.Stream({ stream: streamTo(new LogFile(file)) })
        : new winston.transports.Console({ stderrLevels: [...LOG_LEVELS] }),
    ],
  })
  const at =
    (name: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      // `message` and `level` are winston's own: fields travel apart, or one of that name would be joined to them.
      if (levels.takes(name, fields['component'])) log.log(name, message, { fields })
    }
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') }
}

// A disk that is full must not end what is run: the line goes to standard error instead, and why.
function streamTo(file: LogFile): Writable {
  return new Writable({
    decodeStrings: false,
    write: (line: string, _, done) => {
      try {
        file.write(line)
      } catch (error) {
        process.stderr.write(`${line.trimEnd()} (not in the log file: ${sentenceOf(error)})\n`)
      }
      done()
    },
  })
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
