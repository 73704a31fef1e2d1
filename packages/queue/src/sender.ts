import { type ConnectionOptions, Queue } from 'bullmq'
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

export function openSender({ connection, prefix, onError }: LaneQueue): Sender {
  const queue = new Queue(QUEUE_NAME, { connection, prefix, streams: { events: { maxLen: EVENTS_KEPT } } })
  queue.on('error', onError)
  return {
    send: async (ids) => {
      for (let at = 0; at < ids.length; at += BATCH) {
        await queue.addBulk(ids.slice(at, at + BATCH).map((id) => ({ name: 'e', data: 0, opts: { jobId: id } })))
      }
    },
    close: () => queue.close(),
  }
}
