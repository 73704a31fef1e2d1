import { type Outcome, sentenceOf } from '@horarium/core'
import type { LifecycleEvent, Schedule } from '@horarium/sdk'
import type { Answer, RunOrder, Wish } from './protocol.js'

/** A run as its child sees it: what its handler is told, what it says, and how it is stopped. */
export interface CalledRun {
  readonly schedule: Omit<Schedule, 'signal'>
  /** What its handler answers: a result, unless told. */
  readonly answers?: 'targets'
  /** Given to an observer instead of a schedule. */
  readonly event?: LifecycleEvent
  /** Calls back once, when the run is asked to end; at once when it has been. */
  readonly onStop: (listener: (stop: Error) => void) => void
}

/** A run in a child's hand. */
export interface HeldRun {
  readonly run: CalledRun
  /** Whether its handler has been called and has returned once. */
  called: boolean
  /** Whether it has been told to end within a time. */
  isStopping: boolean
  /** `uncalled` = its process died before it was called; it may be called elsewhere. */
  readonly end: (outcome: Outcome | 'uncalled') => void
}

/** What its child is told of it. */
export function factsOf({ schedule }: CalledRun): RunOrder['schedule'] {
  const { id, jobCode, scheduledAt, attempt, params, target } = schedule
  const facts = { id, jobCode, scheduledAt: scheduledAt.getTime(), attempt, params }
  return target === undefined ? facts : { ...facts, target }
}

/** Asks for the entry its handler wishes for. */
export async function answerAsk({ schedule }: CalledRun, { jobCode, at, ...wish }: Wish): Promise<Answer> {
  try {
    return { id: await schedule.enqueue(jobCode, { ...wish, ...(at === undefined ? {} : { at: new Date(at) }) }) }
  } catch (error) {
    return { fault: sentenceOf(error) }
  }
}
