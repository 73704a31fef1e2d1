import { randomUUID } from 'node:crypto'
import { openReceiver, openSender, type LaneQueue, type Receiver, type Sender } from '@horarium/queue'
import { connectRedis, type Redis } from '@horarium/store'
import { afterAll, expect, inject } from 'vitest'

let shared: Redis | undefined
const open: { close(): Promise<void> }[] = []

afterAll(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
  shared?.disconnect()
  shared = undefined
})

/** A connection to the test run's Redis, closed after the file. */
export function testRedis(): Redis {
  shared ??= connectRedis(inject('redisAddress'))
  return shared
}

/** A queue nobody else uses; whatever it complains about fails the test. */
export function testQueue(): LaneQueue {
  const onError = (error: Error): void => expect.unreachable(error.message)
  return { connection: testRedis(), prefix: `test-${randomUUID()}:{default}`, onError }
}

/** The keys that fit a pattern, on the node that holds the queue. */
export async function keysLike({ prefix }: LaneQueue, pattern: string): Promise<string[]> {
  // KEYS alone asks any node.
  return (await testRedis().eval("return redis.call('KEYS', ARGV[1])", 1, prefix, pattern)) as string[]
}

/** A sender that is closed after the file. */
export function testSender(queue: LaneQueue): Sender {
  const sender = openSender(queue)
  open.push(sender)
  return sender
}

/** A receiver that keeps every id in hand until it is let go, closed after the file. */
export class Hands {
  readonly taken: string[] = []
  readonly receiver: Receiver
  #lettingGo = false
  readonly #held = new Map<string, () => void>()

  constructor(queue: LaneQueue, concurrency = 1) {
    this.receiver = openReceiver({ ...queue, concurrency, onEntry: (id) => this.#take(id) })
    open.push({ close: () => this.letGo().receiver.close() })
  }

  /** The ids in hand now. */
  get held(): readonly string[] {
    return [...this.#held.keys()]
  }

  /** Lets go of what is in hand, and from now on of everything at once. */
  letGo(): this {
    this.#lettingGo = true
    for (const release of this.#held.values()) release()
    return this
  }

  /** Lets go of one id. */
  drop(id: string): void {
    this.#held.get(id)?.()
  }

  /** Waits until so many ids were taken. */
  async untilTaken(count: number): Promise<readonly string[]> {
    await expect.poll(() => this.taken.length, { timeout: 10_000, interval: 5 }).toBeGreaterThanOrEqual(count)
    return this.taken
  }

  async #take(id: string): Promise<void> {
    this.taken.push(id)
    if (this.#lettingGo) return
    await new Promise<void>((resolve) => {
      this.#held.set(id, resolve)
    })
    this.#held.delete(id)
  }
}
