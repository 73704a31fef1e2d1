import { type Clock, type LogFields, type Logger, maskField } from '@horarium/core'
import type { RunLog } from '@horarium/sdk'
import { LOG_LIMIT_BYTES } from './limits.js'

/** A run's log: goes to the process log at once, and as JSON lines to the entry, up to a limit. */
export interface KeptLog {
  readonly log: RunLog
  /** The lines since the last call. */
  readonly take: () => string
}

export interface RunLogPorts {
  readonly logger: Logger
  readonly clock: Clock
  /** Blots out what the run was given in confidence. */
  readonly conceal?: ((text: string) => string) | undefined
}

type Level = keyof RunLog & keyof Logger

const CUT = `{"level":"warn","message":"log cut here: a run keeps ${LOG_LIMIT_BYTES / 1024} KiB","cut":true}\n`

export function createRunLog(fields: LogFields, { logger, clock, conceal }: RunLogPorts): KeptLog {
  let waiting = ''
  let kept = 0
  const keep = (line: string): void => {
    if (kept >= LOG_LIMIT_BYTES) return
    const size = Buffer.byteLength(line)
    kept = kept + size > LOG_LIMIT_BYTES ? LOG_LIMIT_BYTES : kept + size
    waiting += kept >= LOG_LIMIT_BYTES ? CUT : line
  }
  const write =
    (level: Level) =>
    (given: string, said: LogFields = {}): void => {
      const message = conceal?.(String(given)) ?? given
      const own = conceal ? concealed(said, conceal) : said
      logger[level](message, { ...fields, ...own })
      keep(lineOf({ at: new Date(clock.now()).toISOString(), level, message, ...own }))
    }
  return {
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    take: () => {
      const lines = waiting
      waiting = ''
      return lines
    },
  }
}

function concealed(fields: LogFields, conceal: (text: string) => string): LogFields {
  try {
    return JSON.parse(conceal(JSON.stringify(fields))) as LogFields
  } catch {
    return { fields: '(cannot be written)' }
  }
}

// A field that cannot be written as JSON must not fail the run that logs it.
function lineOf(line: Readonly<Record<string, unknown>>): string {
  try {
    return `${JSON.stringify(line, maskField)}\n`
  } catch {
    return `${JSON.stringify({ at: line['at'], level: line['level'], message: String(line['message']) })}\n`
  }
}
