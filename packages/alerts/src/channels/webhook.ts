import { createHmac } from 'node:crypto'
import type { Clock } from '@horarium/core'
import { type Guard, guardedRequest } from '../client/guarded-request.js'
import { messageJson } from '../message.js'
import type { Channel } from './channel.js'

export interface WebhookSettings extends Guard {
  readonly url: string
  /** Empty: nothing is signed. */
  readonly secret: string
}

/**
 * Posts a message as JSON. `X-Horarium-Signature: t=<ms>,v1=<hex>` is the HMAC-SHA256 of `<ms>.<body>`: whoever knows the
 * secret can tell that it is ours and not old.
 */
export function webhookChannel({ url, secret, ...guard }: WebhookSettings, clock: Clock): Channel {
  return {
    name: 'webhook',
    deliver: async (message) => {
      const body = messageJson(message)
      const headers = {
        'content-type': 'application/json',
        'x-horarium-message': message.id,
        ...(secret === '' ? {} : { 'x-horarium-signature': signatureOf(body, secret, clock.now()) }),
      }
      await guardedRequest({ url, method: 'POST', headers, body }, guard)
    },
  }
}

/** What proves that a body was sent at a time, epoch ms, by one who knows the secret. */
export function signatureOf(body: string, secret: string, at: number): string {
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`
}
