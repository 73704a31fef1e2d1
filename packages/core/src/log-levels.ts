import type { LogFields, Logger } from './ports.js'

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Who writes lines to the process log; each may have a level of its own. */
export const LOG_COMPONENTS = [
  'app',
  'alerts',
  'children',
  'config',
  'engine',
  'handlers',
  'http',
  'queue',
  'store',
  'telemetry',
] as const
export type LogComponent = (typeof LOG_COMPONENTS)[number]

/** Which lines are wanted. */
export interface LogLevelWish {
  /** Of everybody who has none of their own; as the process was started where it is absent. */
  readonly general?: LogLevel
  readonly own: ReadonlyMap<LogComponent, LogLevel>
}

export const LOG_LEVELS_FORM: string = `a level (${LOG_LEVELS.join(', ')}), component=level, or several of them with commas`

/** Reads `info`, `engine=debug` or `warn,engine=debug,queue=error`; empty is no wish; `undefined` where it is neither. */
export function parseLogLevels(text: string): LogLevelWish | undefined {
  const own = new Map<LogComponent, LogLevel>()
  let general: LogLevel | undefined
  for (const part of text.split(',').map((one) => one.trim().toLowerCase())) {
    if (part === '') continue
    const [name = '', value] = part.split('=').map((one) => one.trim())
    const level = LOG_LEVELS.find((one) => one === (value ?? name))
    const component = LOG_COMPONENTS.find((one) => one === name)
    if (!level || (value !== undefined && !component)) return undefined
    if (value !== undefined && component) own.set(component, level)
    else general = level
  }
  return { ...(general ? { general } : {}), own }
}

/** The same log, in which a component says who it is. */
export function logOf(component: LogComponent, logger: Logger): Logger {
  return withFields(logger, { component })
}

/** The same log with fields on every line. */
export function withFields(logger: Logger, always: LogFields): Logger {
  const at =
    (level: LogLevel) =>
    (message: string, fields?: LogFields): void =>
      logger[level](message, { ...fields, ...always })
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') }
}
