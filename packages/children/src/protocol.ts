import type { HandlerAddress } from '@horarium/config/handlers'
import type { Outcome } from '@horarium/core'
import type { Enqueue, LifecycleEvent, RunLog } from '@horarium/sdk'

/** What a handler is told of its entry, as JSON carries it. */
export interface ScheduleFacts {
  readonly id: string
  readonly jobCode: string
  /** Epoch ms. */
  readonly scheduledAt: number
  readonly attempt: number
  readonly params: Readonly<Record<string, string>>
  readonly target?: string
}

/** One run, numbered by the parent. */
export interface RunOrder {
  readonly run: number
  readonly handler: HandlerAddress
  readonly schedule: ScheduleFacts
  readonly answers?: 'targets'
  /** Given to an observer instead of a schedule. */
  readonly event?: LifecycleEvent
}

/** What a parent asks of its child. */
export type Order =
  | { readonly do: 'run'; readonly runs: readonly RunOrder[] }
  /** What became of an entry a handler asked for. */
  | { readonly do: 'answer'; readonly run: number; readonly ask: number; readonly answer: Answer }
  | { readonly do: 'stop'; readonly run: number; readonly message: string }
  /** Loads handlers ahead of their first run. */
  | { readonly do: 'load'; readonly handlers: readonly HandlerAddress[] }
  /** Asks what is wrong with a handler. */
  | { readonly do: 'check'; readonly check: number; readonly handler: HandlerAddress }

/** What a child says of a run, or of itself. */
export type News =
  | { readonly is: 'ready' }
  /** It lives: said while it has runs. `rss` in bytes. */
  | { readonly is: 'alive'; readonly rss: number }
  /** The handlers of all runs up to this number have been called, and have returned once. */
  | { readonly is: 'called'; readonly upTo: number }
  | {
      readonly is: 'log'
      readonly run: number
      readonly level: keyof RunLog
      readonly message: string
      readonly fields: Fields
    }
  | { readonly is: 'progress'; readonly run: number; readonly percent: number }
  | { readonly is: 'message'; readonly run: number; readonly message: string }
  /** Its handler asks for an entry; numbered by the child. */
  | { readonly is: 'ask'; readonly run: number; readonly ask: number; readonly wish: Wish }
  | { readonly is: 'done'; readonly run: number; readonly outcome: Outcome }
  /** A handler ends the process; `run` where it is known which. */
  | { readonly is: 'exiting'; readonly run?: number; readonly code: number }
  /** An error nobody caught, of a run that has ended or cannot be told. */
  | { readonly is: 'stray'; readonly message: string; readonly stack?: string }
  /** A handler changed what all share; this child should be replaced. */
  | { readonly is: 'tampered'; readonly what: string }
  | { readonly is: 'checked'; readonly check: number; readonly fault?: Fault }

/** An entry a handler asks for, as JSON carries it. */
export interface Wish extends Omit<Enqueue, 'at'> {
  readonly jobCode: string
  /** Epoch ms. */
  readonly at?: number
}

/** The id of an entry that was asked for, or why there is none. */
export type Answer = { readonly id: string } | { readonly fault: string }

export type Fields = Readonly<Record<string, unknown>>

export interface Fault {
  readonly message: string
  readonly remedy: string
}
