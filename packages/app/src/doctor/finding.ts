/** What one look found. */
export interface Finding {
  /** What was looked at: `redis version`. */
  readonly check: string
  /** An error keeps jobs from running or loses something; a warning may, one day. */
  readonly level: 'ok' | 'warning' | 'error'
  readonly message: string
  /** What helps; empty when nothing has to. */
  readonly remedy: string
}

/** All is well. */
export function fine(check: string, message: string): Finding {
  return { check, level: 'ok', message, remedy: '' }
}

/** Something is not, and what helps. */
export function amiss(
  level: 'warning' | 'error',
  check: string,
  { message, remedy }: Pick<Finding, 'message' | 'remedy'>,
): Finding {
  return { check, level, message, remedy }
}
