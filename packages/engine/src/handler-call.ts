import { type Outcome, outcomeOfReturn, outcomeOfTargets, outcomeOfThrow } from '@horarium/core'
import type { Handler } from '@horarium/sdk'
import type { Run } from './run.js'

/**
 * Calls a run's handler, wherever that is, and answers what it ended as; never throws. When the run's signal aborts
 * with a `RunStop` that has a grace time, the handler's process is ended after it, if it is not this one.
 */
export type HandlerCall = (run: Run) => Promise<Outcome>

/** Calls a handler in this process: it shares its event loop and its memory, and nothing can end it. */
export function callHere(handler: Handler): HandlerCall {
  return calling(handler, outcomeOfReturn)
}

/** The same for what names a job's targets. */
export function askTargetsHere(provider: Handler): HandlerCall {
  return calling(provider, outcomeOfTargets)
}

function calling(handler: Handler, outcomeOf: (value: unknown) => Outcome): HandlerCall {
  return async ({ schedule }) => {
    try {
      return outcomeOf(await handler(schedule))
    } catch (thrown) {
      return outcomeOfThrow(thrown)
    }
  }
}
