import { type Clock, type Logger, sentenceOf } from '@horarium/core'
import {
  forgetMessages,
  type Instance,
  noteAttempt,
  readAttempts,
  readOutboxFields,
  readOutboxMessage,
} from '@horarium/store'
import type { Channel } from './channels/channel.js'
import { type Attempt, parseAttempt, parseMessage, parseOutboxField } from './outbox.js'

export interface Delivery {
  readonly channels: readonly Channel[]
  readonly clock: Clock
  readonly logger: Logger
  /** No further delivery is begun after it. */
  readonly signal: AbortSignal
}

/** What a round of deliveries came to. */
export interface DeliveryReport {
  readonly delivered: number
  readonly failed: number
}

// A channel that is down costs a look three time-outs, not one for each message that waits.
const FAILURES_AT_ONCE = 3
const TRIED_AT_ONCE = 50
// Who has been refused so often is asked less often.
const PATIENCE = 10
const SELDOM_MS = 600_000
/** Of each channel; what comes beyond takes the place of the oldest. */
const WAITING_MOST = 1_000

/**
 * Delivers what waits, each channel for itself. What fails is tried again at the next look, after what was tried less
 * often, and every ten minutes in the end; what was delivered by one who died before noting it is delivered again.
 */
export async function deliverOutbox(instance: Instance, delivery: Delivery): Promise<DeliveryReport> {
  const [fields, texts] = await Promise.all([readOutboxFields(instance), readAttempts(instance)])
  const waiting = fields.map((field) => ({
    field,
    ...parseOutboxField(field),
    attempt: parseAttempt(texts.get(field)),
  }))
  const known = new Set(delivery.channels.map(({ name }) => name))
  await dropUndeliverable(instance, { waiting, known, attempted: [...texts.keys()] }, delivery.logger)
  const rounds = await Promise.all(
    delivery.channels.map((channel) => {
      const now = delivery.clock.now()
      const own = waiting.filter((one) => one.channel === channel.name && isDue(one, now))
      return deliverAll(instance, { channel, waiting: own.toSorted(byAttempts).slice(0, TRIED_AT_ONCE) }, delivery)
    }),
  )
  return {
    delivered: rounds.reduce((sum, one) => sum + one.delivered, 0),
    failed: rounds.reduce((sum, one) => sum + one.failed, 0),
  }
}

interface Waiting {
  readonly field: string
  readonly channel: string
  readonly attempt: Attempt | undefined
}

function isDue({ attempt }: Waiting, now: number): boolean {
  return !attempt || attempt.count < PATIENCE || now - attempt.at >= SELDOM_MS
}

function byAttempts({ attempt: a }: Waiting, { attempt: b }: Waiting): number {
  return (a?.count ?? 0) - (b?.count ?? 0) || (a?.at ?? 0) - (b?.at ?? 0)
}

interface Undeliverable {
  readonly waiting: readonly Waiting[]
  readonly known: ReadonlySet<string>
  /** Fields of attempts, also of messages that went while one was noted. */
  readonly attempted: readonly string[]
}

async function dropUndeliverable(
  instance: Instance,
  { waiting, known, attempted }: Undeliverable,
  logger: Logger,
): Promise<void> {
  const orphans = waiting.filter(({ channel }) => !known.has(channel))
  const surplus = [...known].flatMap((name) => {
    const own = waiting.filter(({ channel }) => channel === name)
    return own.toSorted(byAttempts).slice(WAITING_MOST)
  })
  const fields = new Set(waiting.map(({ field }) => field))
  const dropped = [...orphans, ...surplus]
  if (dropped.length > 0) logger.error('alerts given up: nothing delivers them', { messages: dropped.length })
  await forgetMessages(instance, [
    ...dropped.map(({ field }) => field),
    ...attempted.filter((field) => !fields.has(field)),
  ])
}

async function deliverAll(
  instance: Instance,
  { channel, waiting }: { readonly channel: Channel; readonly waiting: readonly Waiting[] },
  delivery: Delivery,
): Promise<DeliveryReport> {
  let [delivered, failed] = [0, 0]
  for (const one of waiting) {
    if (delivery.signal.aborted || failed >= FAILURES_AT_ONCE) break
    if (await deliverOne(instance, { ...one, by: channel }, delivery)) delivered += 1
    else failed += 1
  }
  return { delivered, failed }
}

async function deliverOne(
  instance: Instance,
  { field, attempt, by }: Waiting & { readonly by: Channel },
  { clock, logger }: Delivery,
): Promise<boolean> {
  const text = await readOutboxMessage(instance, field)
  if (text === undefined) return true
  try {
    await by.deliver(parseMessage(text))
  } catch (thrown) {
    const failure: Attempt = { count: (attempt?.count ?? 0) + 1, at: clock.now(), error: sentenceOf(thrown) }
    await noteAttempt(instance, field, JSON.stringify(failure))
    logger.warn('an alert could not be delivered', { channel: by.name, attempt: failure.count, error: failure.error })
    return false
  }
  await forgetMessages(instance, [field])
  return true
}
