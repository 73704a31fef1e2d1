import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import Queue, { type WebhookResult } from '../Model/Webhook/Queue.js'
import { Crm, NOON } from './support/crm.js'
import { type Receiver, startReceiver } from './support/receiver.js'

let crm: Crm
let receiver: Receiver
beforeEach(async () => {
  crm = await Crm.open()
  receiver = await startReceiver()
  crm.add('webhook', { id: 'w1', url: receiver.url, secret: 'open sesame' })
})

function happen(id: string, due_at: string = NOON): void {
  crm.add('webhook_event', { webhook_id: 'w1', payload: JSON.stringify({ id }), due_at })
}

function processAt(instant: string, params: Readonly<Record<string, string>> = {}): Promise<WebhookResult> {
  return new Queue().process(crm.at(instant, { params: { allow_private: '1', ...params } }))
}

describe('events', () => {
  it('are posted in one array, signed as receivers of EspoCRM check it, once', async () => {
    happen('a1')
    happen('a2')
    happen('later', '2026-01-31T12:00:01.000Z')

    expect(await processAt(NOON)).toEqual({ sent: 2, retried: 0, failed: 0 })
    expect(await processAt(NOON)).toEqual({ sent: 0, retried: 0, failed: 0 })
    const [post] = receiver.received
    const body = '[{"id":"a1"},{"id":"a2"}]'
    const hash = createHmac('sha256', 'open sesame').update(body).digest('hex')
    expect(post?.body).toBe(body)
    expect(post?.headers).toMatchObject({ 'content-type': 'application/json', signature: btoa(`w1:${hash}`) })
  })

  it('beyond the batch are left to the next run', async () => {
    for (const id of ['a1', 'a2', 'a3']) happen(id)
    expect(await processAt(NOON, { batch: '2' })).toMatchObject({ sent: 2 })
    expect(await processAt(NOON, { batch: '2' })).toMatchObject({ sent: 1 })
  })
})

describe('a webhook that fails', () => {
  it('is tried four times, ten minutes apart', async () => {
    receiver.status = 500
    happen('a1')
    const runs: WebhookResult[] = []
    for (const minutes of ['00', '08', '10', '18', '20', '28', '30', '40'])
      runs.push(await processAt(`2026-01-31T12:${minutes}:00.000Z`))

    expect(runs.map(({ retried }) => retried)).toEqual([1, 0, 1, 0, 1, 0, 0, 0])
    expect(runs.map(({ failed }) => failed)).toEqual([0, 0, 0, 0, 0, 0, 1, 0])
    expect(receiver.received).toHaveLength(4)
    expect(crm.rows('status, attempts, error', 'webhook_event')).toEqual([
      { status: 'failed', attempts: 4, error: 'answered 500' },
    ])
  })

  it('is sent what waited once it answers again', async () => {
    receiver.status = 503
    happen('a1')
    await processAt(NOON)
    receiver.status = 204
    expect(await processAt('2026-01-31T12:10:00Z')).toMatchObject({ sent: 1 })
  })

  it('is left alone for good when it says that it is gone', async () => {
    receiver.status = 410
    happen('a1')
    expect(await processAt(NOON)).toEqual({ sent: 0, retried: 0, failed: 1 })
    happen('a2')
    expect(await processAt(NOON)).toEqual({ sent: 0, retried: 0, failed: 1 })
    expect(receiver.received).toHaveLength(1)
  })

  it('is not followed elsewhere', async () => {
    receiver.status = 302
    happen('a1')
    expect(await processAt(NOON)).toMatchObject({ retried: 1 })
    expect(receiver.received).toHaveLength(1)
  })

  it('does not keep the others from theirs', async () => {
    crm.add('webhook', { id: 'w0', url: 'http://127.0.0.1:1/', secret: 's' })
    crm.add('webhook_event', { webhook_id: 'w0', payload: '{}', due_at: NOON })
    happen('a1')
    expect(await processAt(NOON)).toEqual({ sent: 1, retried: 1, failed: 0 })
  })
})

describe('an address within', () => {
  it.each(['127.0.0.1', 'localhost', '[::1]', '0.0.0.0', '[::ffff:127.0.0.1]'])(
    'such as %s is not posted to unless that is allowed',
    async (host) => {
      crm.store.run('update crm_webhook set url = ?', receiver.url.replace('127.0.0.1', host))
      happen('a1')
      expect(await processAt(NOON, { allow_private: '0' })).toMatchObject({ retried: 1 })
      expect(receiver.received).toEqual([])
      const [event] = crm.rows('error', 'webhook_event')
      expect(event).toEqual({ error: 'its address is private; allow_private=1 would allow it' })
    },
  )

  it('behind another protocol is not spoken to', async () => {
    crm.store.run(`update crm_webhook set url = 'file:///etc/hostname'`)
    happen('a1')
    await processAt(NOON)
    expect(crm.rows('error', 'webhook_event')).toEqual([{ error: 'file: is not spoken, only http: and https:' }])
  })
})

it('an empty queue is a success', async () => {
  expect(await processAt(NOON)).toEqual({ sent: 0, retried: 0, failed: 0 })
})
