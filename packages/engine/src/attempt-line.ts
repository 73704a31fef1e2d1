export interface AttemptEnd {
  readonly attempt: number
  readonly reason: string
  /** Epoch ms, as `dueAt`. */
  readonly now: number
  readonly dueAt: number
}

/** The line that stands between two attempts in an entry's log. */
export function attemptLine({ attempt, reason, now, dueAt }: AttemptEnd): string {
  const at = new Date(now).toISOString()
  const next = new Date(dueAt).toISOString()
  return `${JSON.stringify({ at, level: 'warn', message: `attempt ${attempt} failed`, reason, next })}\n`
}
