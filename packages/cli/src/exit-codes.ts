import { type ErrorCode, HorariumError } from '@horarium/core'

/** What a command tells whoever called it. */
export type ExitCode = 0 | 1 | 2 | 3

export const EXIT: {
  readonly fine: 0
  readonly failed: 1
  readonly wrong: 2
  readonly noRedis: 3
} = {
  /** All is well. */
  fine: 0,
  /** A job failed, a check found something, or what was asked for is in the way of something. */
  failed: 1,
  /** The command, the modules or the settings are wrong. */
  wrong: 2,
  /** No Redis answers, or it would lose entries. */
  noRedis: 3,
}

const EXIT_CODES: Readonly<Record<ErrorCode, ExitCode>> = {
  usage: EXIT.wrong,
  unknown: EXIT.wrong,
  forbidden: EXIT.failed,
  configuration: EXIT.wrong,
  'redis-unreachable': EXIT.noRedis,
  'redis-unsafe': EXIT.noRedis,
  conflict: EXIT.failed,
  'changed-meanwhile': EXIT.failed,
  internal: EXIT.failed,
}

/** The one place where an error becomes an exit code. */
export function exitCodeOf(thrown: unknown): ExitCode {
  return thrown instanceof HorariumError ? EXIT_CODES[thrown.code] : EXIT.failed
}
