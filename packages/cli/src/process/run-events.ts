import { isStatus, type LogFields, type Logger, parseEntryId, type Status } from '@horarium/core'

/** A run that ended in this process, as the engine's log tells it. */
export interface RunEvent {
  readonly entryId: string
  readonly jobCode: string
  readonly scheduledAt: number
  readonly status: Status
  readonly ms: number
  readonly reason: string | undefined
}

// What the engine says when a run ends; its log is the only place that has outcome, length and reason together,
// and reading every finished entry again would cost Redis more than the run did.
const RUN_ENDED = new Set(['run finished', 'run failed'])

/** A logger that hands the ends of runs to `onRun` instead of writing them; everything else goes on to `logger`. */
export function divertRuns(logger: Logger, onRun: (run: RunEvent, fields: LogFields) => void): Logger {
  const at =
    (level: keyof Logger) =>
    (message: string, fields: LogFields = {}): void => {
      const run = RUN_ENDED.has(message) ? runOf(fields) : undefined
      if (run) onRun(run, fields)
      else logger[level](message, fields)
    }
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') }
}

// A handler may log the same words; its lines carry their group, and the engine's never do.
function runOf({ entryId, status, ms, reason, group }: LogFields): RunEvent | undefined {
  if (group !== undefined || typeof entryId !== 'string' || typeof status !== 'string' || !isStatus(status)) {
    return undefined
  }
  const said = typeof reason === 'string' ? reason : undefined
  return { entryId, ...parseEntryId(entryId), status, ms: Number(ms), reason: said }
}

/** A logger that writes nothing. */
export const silentLogger: Logger = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
}
