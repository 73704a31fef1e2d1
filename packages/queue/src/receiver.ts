import { setTimeout as pause } from 'node:timers/promises'
import type { Job, Worker } from 'bullmq'
import { Hands } from './hands.js'
import { idsIn, type Message, priorityOf } from './message.js'
import { QUEUE_NAME } from './queue-name.js'
import { type LaneQueue, openSender } from './sender.js'

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
  /**
   * Called for every id received; must not throw: what became of the entry is in the ledger, not here. Two processes
   * may receive the same id: whoever claims the entry has it.
   */
  readonly onEntry: (id: string) => Promise<void>
}

// A message in the hand of a process that died comes back after at most the two together.
const LOCK_MS = 10_000
const STALLED_EVERY_MS = 5_000
const STALLED_TIMES = 1_000
const CLOSE_WITHIN_MS = 3_000
// What waits so long behind slow neighbours of its bundle goes back, for other processes to take.
const BACK_AFTER_MS = 1_000

/**
 * Opens the receiving end; ids come as soon as BullMQ is loaded and connected. It takes one message at a time, and the
 * next only when there is room for another id: nothing waits here that an idle process could run.
 */
export function openReceiver({ concurrency, onEntry, ...lane }: ReceiverOptions): Receiver {
  const hands = new Hands(concurrency)
  const sender = openSender(lane)
  // A message is done when its ids are in hand; from then on the lease of each run speaks for it.
  const receive = async (message: Job<Message['data']>): Promise<void> => {
    const ids = idsIn(message)
    for (const [index, id] of ids.entries()) {
      if (!(await hands.room(BACK_AFTER_MS))) {
        await sender.sendAgain(ids.slice(index), priorityOf(message))
        break
      }
      hands.take(id, onEntry)
    }
    await hands.room()
  }
  const worker = openWorker(lane, receive)
  return {
    pause: async () => {
      hands.close()
      await (await worker).pause(true)
    },
    setConcurrency: (wanted) => hands.setLimit(wanted),
    close: async () => {
      hands.close()
      await closeWorker(await worker)
      await hands.empty()
      await sender.close()
    },
  }
}

async function openWorker(
  { connection, prefix, onError }: LaneQueue,
  receive: (message: Job<Message['data']>) => Promise<void>,
): Promise<Worker> {
  // See openSender: only who receives waits for BullMQ to load.
  const bullmq = await import('bullmq')
  const worker = new bullmq.Worker<Message['data']>(QUEUE_NAME, receive, {
    connection,
    prefix,
    concurrency: 1,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_EVERY_MS,
    maxStalledCount: STALLED_TIMES,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  })
  worker.on('error', onError)
  return worker
}

// BullMQ waits for ever for a connection that was lost just then: to interrupt its read it ends the connection's own
// attempts to come back. Nothing hangs on it any more: a message it may hold comes back when its lock ends.
async function closeWorker(worker: Worker): Promise<void> {
  const closed = new AbortController()
  const { signal } = closed
  const givenUp = pause(CLOSE_WITHIN_MS, undefined, { signal }).catch(() => undefined)
  await Promise.race([worker.close(), givenUp])
  closed.abort()
}
