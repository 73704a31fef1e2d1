import { type Instance, readAttempts, readOpenAlerts, readOutboxFields } from '@horarium/store'
import { type Condition, parseCondition } from './look/condition.js'
import { type Attempt, parseAttempt, parseOutboxField } from './outbox.js'

/** A message that waits for one channel. */
export interface Undelivered {
  readonly message: string
  readonly channel: string
  /** Absent while it has not been tried. */
  readonly attempt?: Attempt
}

/** Something that is wrong, and who knows of it. */
export interface OpenAlert extends Omit<Condition, 'told'> {
  /** Epoch ms. */
  readonly toldAt: number
  /** The channels that have delivered it. */
  readonly told: readonly string[]
  readonly undelivered: readonly Undelivered[]
}

export interface AlertListing {
  /** The newest first. */
  readonly open: readonly OpenAlert[]
  /** Every message that waits, also of what is over. */
  readonly undelivered: readonly Undelivered[]
}

/** Everything that is wrong and what people do not know of it yet. */
export async function listAlerts(instance: Instance): Promise<AlertListing> {
  const [open, fields, attempts] = await Promise.all([
    readOpenAlerts(instance),
    readOutboxFields(instance),
    readAttempts(instance),
  ])
  const undelivered = fields.map((field): Undelivered => {
    const attempt = parseAttempt(attempts.get(field))
    return { ...parseOutboxField(field), ...(attempt ? { attempt } : {}) }
  })
  const alerts = [...open.values()].map((text) => alertOf(parseCondition(text), undelivered))
  return { open: alerts.toSorted((a, b) => b.since - a.since || a.jobCode.localeCompare(b.jobCode)), undelivered }
}

function alertOf({ told, ...condition }: Condition, undelivered: readonly Undelivered[]): OpenAlert {
  const waiting = undelivered.filter(({ message }) => message === told.message)
  const missing = new Set(waiting.map(({ channel }) => channel))
  return {
    ...condition,
    toldAt: told.at,
    told: told.channels.filter((channel) => !missing.has(channel)),
    undelivered: waiting,
  }
}
