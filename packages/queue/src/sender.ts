import type { ConnectionOptions, Queue } from 'bullmq'
import { bundles, type Message, type Place, singles, unnumbered } from './message.js'
import { QUEUE_NAME } from './queue-name.js'

/**
 * Sends entry ids to whoever receives on the same lane. Of what waits there the greatest priority goes first, and what
 * was sent without one before all of them: a lane gives one to every id, or to none, which costs less.
 */
export interface Sender {
  /** Sends ids nobody has sent yet; many of them travel together. */
  readonly send: (ids: readonly string[], priority?: Place) => Promise<void>
  /** Sends ids that may be under way; one that still waits by itself is not sent twice. */
  readonly sendAgain: (ids: readonly string[], priority?: Place) => Promise<void>
  /** Sends ids whose earlier messages have been received, but may not be done with: none of them is in the way. */
  readonly sendAnew: (ids: readonly string[], priority?: Place) => Promise<void>
  readonly close: () => Promise<void>
}

export interface LaneQueue {
  readonly connection: ConnectionOptions
  /** BullMQ's key prefix; holds the lane's hash tag. */
  readonly prefix: string
  /** Called with whatever BullMQ complains about; it goes on by itself. */
  readonly onError: (error: Error) => void
}

const BATCH = 500
// BullMQ's events are for its own tools; ten thousand of them per lane would only cost memory.
const EVENTS_KEPT = 100

/** Opens the sending end; the queue itself is opened for the first id, so that an idle pass costs nothing. */
export function openSender(lane: LaneQueue): Sender {
  let queue: Promise<Queue> | undefined
  const add = async (messages: readonly Message[]): Promise<void> => {
    if (messages.length === 0) return
    queue ??= openQueue(lane)
    const opened = await queue
    // The last to come to the front stands first.
    const inTurn = messages[0]?.opts.lifo ? messages.toReversed() : messages
    for (let at = 0; at < messages.length; at += BATCH) await opened.addBulk(inTurn.slice(at, at + BATCH))
  }
  return {
    send: (ids, priority) => add(bundles(ids, priority)),
    sendAgain: (ids, priority) => add(singles(ids, priority)),
    sendAnew: (ids, priority) => add(unnumbered(ids, priority)),
    close: async () => {
      await (await queue)?.close()
    },
  }
}

async function openQueue({ connection, prefix, onError }: LaneQueue): Promise<Queue> {
  // Loading BullMQ takes longer than most commands; those that send nothing need not wait for it.
  const bullmq = await import('bullmq')
  const queue = new bullmq.Queue(QUEUE_NAME, { connection, prefix, streams: { events: { maxLen: EVENTS_KEPT } } })
  queue.on('error', onError)
  return queue
}
