import type { Message } from '../message.js'

/**
 * A way to tell people; it gives up by itself. Throws when the message could not be delivered, with a sentence that names
 * no secret.
 */
export interface Channel {
  readonly name: string
  readonly deliver: (message: Message) => Promise<void>
}

/** How long one delivery may take. */
export const DELIVER_WITHIN_MS = 10_000
