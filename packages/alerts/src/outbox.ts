import type { Message } from './message.js'

/** A message in its place in the outbox: once for each channel. */
export function outboxFields(message: Message, channels: readonly string[]): ReadonlyMap<string, string> {
  const text = JSON.stringify(message)
  return new Map(channels.map((channel) => [`${message.id} ${channel}`, text]))
}

/** What a place in the outbox says. */
export function parseOutboxField(field: string): { readonly message: string; readonly channel: string } {
  const at = field.indexOf(' ')
  return { message: field.slice(0, at), channel: field.slice(at + 1) }
}

/** How often a delivery was tried, and what happened last. */
export interface Attempt {
  readonly count: number
  /** Epoch ms. */
  readonly at: number
  readonly error: string
}

/** Reads what was written of an attempt. */
export function parseAttempt(text: string | undefined): Attempt | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as Attempt)
}

/** Reads a message as it waits. */
export function parseMessage(text: string): Message {
  return JSON.parse(text) as Message
}
