import { Queue } from 'bullmq'
import { Redis } from 'ioredis'

/** A job as bare BullMQ is given it. */
export interface BareJob {
  readonly id: string
  /** Epoch ms. */
  readonly dueAt: number
}

export const BARE_QUEUE = 'bare'
const CHUNK = 1_000

/** A connection as BullMQ wants it, without anything of ours. */
export function bareConnection(address: string): Redis {
  return new Redis({ path: address, maxRetriesPerRequest: null })
}

/** Opens BullMQ's own queue, hands it over, and closes it. */
export async function withBareQueue<Answer>(address: string, use: (queue: Queue) => Promise<Answer>): Promise<Answer> {
  const connection = bareConnection(address)
  const queue = new Queue(BARE_QUEUE, { connection })
  try {
    await queue.waitUntilReady()
    return await use(queue)
  } finally {
    await queue.close()
    connection.disconnect()
  }
}

/** Adds jobs to run at their time, in chunks, which is where `addBulk` is fastest. */
export async function addDelayed(queue: Queue, jobs: readonly BareJob[], now: number): Promise<void> {
  for (let at = 0; at < jobs.length; at += CHUNK) {
    await queue.addBulk(
      jobs.slice(at, at + CHUNK).map(({ id, dueAt }) => ({
        name: 'e',
        data: {},
        opts: { jobId: id, timestamp: now, delay: dueAt - now, removeOnComplete: true },
      })),
    )
  }
}

/** Adds jobs to run at once, in the same chunks. */
export async function addWaiting(queue: Queue, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += CHUNK) {
    await queue.addBulk(
      ids.slice(at, at + CHUNK).map((id) => ({ name: 'e', data: {}, opts: { jobId: id, removeOnComplete: true } })),
    )
  }
}
