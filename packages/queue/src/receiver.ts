import type { Job, Worker } from 'bullmq'
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

/** Opens the receiving end; ids come as soon as BullMQ is loaded and connected. */
export function openReceiver(options: ReceiverOptions): Receiver {
  let { concurrency } = options
  let opened: Worker | undefined
  const worker = openWorker({ ...options, concurrency }).then((made) => {
    made.concurrency = concurrency
    opened = made
    return made
  })
  return {
    pause: async () => (await worker).pause(true),
    setConcurrency: (wanted) => {
      concurrency = wanted
      if (opened) opened.concurrency = wanted
    },
    close: async () => (await worker).close(),
  }
}

async function openWorker({ connection, prefix, concurrency, onEntry, onError }: ReceiverOptions): Promise<Worker> {
  // See openSender: only who receives waits for BullMQ to load.
  const bullmq = await import('bullmq')
  const worker = new bullmq.Worker(QUEUE_NAME, (job: Job) => onEntry(job.id ?? ''), {
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
  return worker
}
