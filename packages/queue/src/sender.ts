import type { ConnectionOptions, Queue } from 'bullmq'
import { QUEUE_NAME } from './queue-name.js'

/** Sends entry ids to whoever receives on the same lane. */
export interface Sender {
  /** Sends ids; one that is still under way is not sent twice. */
  readonly send: (ids: readonly string[]) => Promise<void>
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
  return {
    send: async (ids) => {
      if (ids.length === 0) return
      queue ??= openQueue(lane)
      const opened = await queue
      for (let at = 0; at < ids.length; at += BATCH) {
        await opened.addBulk(ids.slice(at, at + BATCH).map((id) => ({ name: 'e', data: 0, opts: { jobId: id } })))
      }
    },
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
