/** An entry, as an observer is told of it. Instants are ISO 8601, UTC. */
export interface ObservedEntry {
  readonly id: string
  readonly jobCode: string
  readonly group: string
  readonly target?: string
  readonly scheduledAt: string
  readonly status: string
  readonly source: string
  /** Why it ended so; absent while it runs. */
  readonly reason?: string
  readonly attempt: number
  readonly worker?: string
  readonly startedAt?: string
  readonly finishedAt?: string
  readonly durationMs?: number
  readonly params?: Readonly<Record<string, string>>
  /** What the handler returned, as JSON. */
  readonly result?: string
  readonly message?: string
  readonly error?: { readonly name: string; readonly message: string; readonly stack?: string }
}

/** What happens to entries; the names in XML begin with `cron_schedule_`. */
export type LifecycleEvent =
  /** Instants of a job were written down. */
  | {
      readonly event: 'generated'
      readonly group: string
      readonly jobCode: string
      readonly instants: readonly string[]
    }
  /** Due entries were handed to the queue. */
  | { readonly event: 'released'; readonly group: string; readonly ids: readonly string[] }
  /** A run begins. */
  | { readonly event: 'started'; readonly group: string; readonly entry: ObservedEntry }
  /** A run has ended: success, error or killed. */
  | { readonly event: 'finished'; readonly group: string; readonly entry: ObservedEntry }
  | { readonly event: 'missed'; readonly group: string; readonly entry: ObservedEntry }
  | { readonly event: 'skipped'; readonly group: string; readonly entry: ObservedEntry }
  /** Finished entries of a status were forgotten. */
  | { readonly event: 'purged'; readonly group: string; readonly status: string; readonly count: number }

export type LifecycleEventName = LifecycleEvent['event']

/** Is told of an event, after it has happened; what it returns or throws changes nothing. */
export type Observer = (event: LifecycleEvent) => unknown

/** Types an exported observer function without annotations. */
export function defineObserver(observer: Observer): Observer {
  return observer
}
