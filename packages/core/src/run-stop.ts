/** What a run that is stopped ends as, whatever its handler does after that. */
export type StopVerdict = 'error' | 'killed'

export interface StopOrder {
  /** `undefined` = as the handler ends it: the process only asks for haste. */
  readonly verdict?: StopVerdict
  /** How long the handler may take to follow the signal before its process is ended; `undefined` = for ever. */
  readonly graceMs?: number
}

/** Why a run is asked to end: the reason of its abort signal. The message becomes the entry's reason. */
export class RunStop extends Error {
  override readonly name = 'RunStop'
  readonly verdict: StopVerdict | undefined
  readonly graceMs: number | undefined

  constructor(message: string, { verdict, graceMs }: StopOrder = {}) {
    super(message)
    this.verdict = verdict
    this.graceMs = graceMs
  }
}
