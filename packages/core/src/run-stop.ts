/** What a run that is stopped ends as, whatever its handler does after that. */
export type StopVerdict = 'error' | 'killed'

export interface StopOrder {
  /** `undefined` = as the handler ends it: the process only asks for haste. */
  readonly verdict?: StopVerdict
  /** How long the handler may take to follow the signal before its process is ended; `undefined` = for ever. */
  readonly graceMs?: number
  /** What the error is called for `retry_on`, where the verdict is one. */
  readonly errorName?: string
}

/** Why a run is asked to end: the reason of its abort signal. The message becomes the entry's reason. */
export class RunStop extends Error {
  override readonly name = 'RunStop'
  readonly verdict: StopVerdict | undefined
  readonly graceMs: number | undefined
  readonly errorName: string | undefined

  constructor(message: string, { verdict, graceMs, errorName }: StopOrder = {}) {
    super(message)
    this.verdict = verdict
    this.graceMs = graceMs
    this.errorName = errorName
  }
}
