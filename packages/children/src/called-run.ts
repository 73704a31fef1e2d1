import type { Outcome } from '@horarium/core'
import type { LifecycleEvent, Schedule } from '@horarium/sdk'

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
