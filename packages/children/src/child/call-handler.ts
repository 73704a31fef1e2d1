import { outcomeOfReturn, outcomeOfTargets, outcomeOfThrow } from '@horarium/core'
import type { ChildRun } from './run.js'

/** A handler, or an observer. */
export type Called = (given: unknown) => unknown

/** Calls it in this turn of the event loop; the run ends as it does. */
export function callHandler(run: ChildRun, handler: Called): void {
  const outcomeOf = run.order.answers === 'targets' ? outcomeOfTargets : outcomeOfReturn
  try {
    const value = handler(run.order.event ?? run.schedule())
    if (isThenable(value)) {
      value.then(
        (settled) => run.end(outcomeOf(settled)),
        (thrown) => run.end(outcomeOfThrow(thrown)),
      )
    } else run.end(outcomeOf(value))
  } catch (thrown) {
    run.end(outcomeOfThrow(thrown))
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}
