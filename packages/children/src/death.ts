import { type Outcome, PROCESS_DIED, WORKER_LOST } from '@horarium/core'

/** How a process ended, as far as its parent can know. */
export interface Death {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** The last it wrote to its standard error. */
  readonly lastWords: string
  /** Why the parent ended it, if it did. */
  readonly why?: string
  /** The runs that are to blame, if that is known. */
  readonly blamed: ReadonlySet<number>
  /** `process.exit()` was called with it. */
  readonly exitCode?: number
}

/**
 * What a run ended as whose process died: the one to blame is told apart from those that were beside it, for which it is
 * as if the whole node had been lost.
 */
export function outcomeOfDeath(death: Death, run: number, nameOf: (run: number) => string | undefined): Outcome {
  const others = [...death.blamed].filter((one) => one !== run).flatMap((one) => nameOf(one) ?? [])
  const isBeside = !death.blamed.has(run) && others.length > 0
  const reason = `its process ${causeOf(death)}${isBeside ? `, with ${others.join(', ')} in it` : ''}`
  return { status: 'error', reason, error: { name: isBeside ? WORKER_LOST : PROCESS_DIED, message: reason } }
}

function causeOf({ why, exitCode, code, signal, lastWords }: Death): string {
  if (why !== undefined) return why
  if (exitCode !== undefined) return `was ended by process.exit(${exitCode})`
  if (/heap out of memory|Allocation failed/.test(lastWords)) return 'ran out of memory'
  return signal ? `was ended by ${signal}` : `ended with exit code ${code ?? 'unknown'}`
}
