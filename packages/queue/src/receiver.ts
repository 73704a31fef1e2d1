import { type Job, Worker } from 'bullmq'
import { QUEUE_NAME } from './queue-name.js'
import type { LaneQueue } from './sender.js'

/** Receives entry ids of one lane. */
export interface Receiver {
  /** Stops taking ids; those in hand go on. */
  readonly pause: () => Promise<void>
  /** Ids in hand at once, from now on. */
  readonly setConcurrency: (concurrency: number) => void
  /** Waits for the ids in hand, then leaves. */
  readonly close: () => Promise<void>
}

export interface ReceiverOptions extends LaneQueue {
  /** Ids in hand at once. */
  readonly concurrency: number
  /** Called once per id received; must not throw: what became of the entry is in the ledger, not here. */
  readonly onEntry: (id: string) => Promise<void>
}

// An id in the hand of a process that died comes back after at most the two together; the entry has its own lease.
const LOCK_MS = 10_000
const STALLED_EVERY_MS = 5_000
const STALLED_TIMES = 1_000

export function openReceiver({ connection, prefix, concurrency, onEntry, onError }: ReceiverOptions): Receiver {
  const worker = new Worker(QUEUE_NAME, (job: Job) => onEntry(job.id ?? ''), {
    connection,
    prefix,
    concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_EVERY_MS,
    maxStalledCount: STALLED_TIMES,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  })
  worker.on('error', onError)
  return {
    pause: () => worker.pause(true),
    setConcurrency: (wanted) => {
      worker.concurrency = wanted
    },
    close: () => worker.close(),
  }
}
