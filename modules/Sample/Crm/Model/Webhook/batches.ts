import type { Store } from '@horarium-modules/sample-store'

/** An event somebody waits for. */
export interface WebhookEvent {
  readonly id: number
  /** As JSON. */
  readonly payload: string
  readonly attempts: number
}

/** A webhook and its events that are due, the oldest first. */
export interface Batch {
  readonly id: string
  readonly url: string
  readonly secret: string
  readonly events: readonly WebhookEvent[]
}

/** The batches that are due, one for each active webhook. */
export function readBatches(store: Store, now: Date, size: number): readonly Batch[] {
  const webhooks = store.all<Omit<Batch, 'events'>>('select id, url, secret from crm_webhook where active = 1')
  const sql = `select id, payload, attempts from crm_webhook_event
    where webhook_id = ? and status = 'pending' and due_at <= ? order by id limit ?`
  return webhooks
    .map((webhook) => ({ ...webhook, events: store.all<WebhookEvent>(sql, webhook.id, now.toISOString(), size) }))
    .filter(({ events }) => events.length > 0)
}

/** Gives up the events nobody waits for any more; answers how many. */
export function giveUp(store: Store): number {
  const { changes } = store.run(
    `update crm_webhook_event set status = 'failed', error = 'there is no such active webhook'
     where status = 'pending' and webhook_id not in (select id from crm_webhook where active = 1)`,
  )
  return changes
}

export function noteSent(store: Store, { events }: Batch): void {
  store.together(() => {
    for (const { id } of events) {
      store.run(`update crm_webhook_event set status = 'sent', attempts = attempts + 1, error = null where id = ?`, id)
    }
  })
}

export interface Failure {
  readonly fault: string
  /** Its receiver wants to hear nothing more. */
  readonly isGone: boolean
  readonly retryAt: string
  readonly maxAttempts: number
}

/** Notes an attempt that failed; answers how many events it was the last for. */
export function noteFailure(store: Store, { id: webhook, events }: Batch, failure: Failure): number {
  const { fault, isGone, retryAt, maxAttempts } = failure
  return store.together(() => {
    if (isGone) store.run('update crm_webhook set active = 0 where id = ?', webhook)
    let failed = 0
    for (const { id, attempts } of events) {
      const isLast = isGone || attempts + 1 >= maxAttempts
      if (isLast) failed += 1
      store.run(
        'update crm_webhook_event set status = ?, attempts = ?, due_at = iif(?, due_at, ?), error = ? where id = ?',
        isLast ? 'failed' : 'pending',
        attempts + 1,
        Number(isLast),
        retryAt,
        fault,
        id,
      )
    }
    return failed
  })
}
