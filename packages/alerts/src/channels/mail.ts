import type { Logger } from '@horarium/core'
import { subjectOf, textOf } from '../message.js'
import { type Channel, DELIVER_WITHIN_MS } from './channel.js'

export interface MailSettings {
  /** `smtp://user:password@host:587`. */
  readonly url: string
  readonly from: string
  /** With commas between. */
  readonly to: string
  /** 10 s when it is left out. */
  readonly withinMs?: number
}

/** Sends a message by mail; it is delivered when the server has taken it for somebody. */
export function mailChannel({ url, from, to, withinMs = DELIVER_WITHIN_MS }: MailSettings, logger: Logger): Channel {
  return {
    name: 'mail',
    deliver: async (message) => {
      // Some forty files, for the few who write mails.
      const { createTransport } = await import('nodemailer')
      const transport = createTransport({
        url,
        connectionTimeout: withinMs,
        greetingTimeout: withinMs,
        socketTimeout: withinMs,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      const mail = {
        from,
        to,
        subject: subjectOf(message),
        text: textOf(message),
        messageId: `<${message.id}@horarium>`,
      }
      try {
        const sent = await Promise.race([transport.sendMail(mail), tooLate(withinMs)])
        // Tried again it would come to all the others once more.
        if (sent.rejected.length > 0) logger.error('the mail server refused addresses', { addresses: sent.rejected })
      } finally {
        transport.close()
      }
    },
  }
}

function tooLate(withinMs: number): Promise<never> {
  const within = AbortSignal.timeout(withinMs)
  const error = new Error(`the mail server took longer than ${withinMs / 1_000} s`)
  return new Promise((_, reject) => {
    within.addEventListener('abort', () => reject(error), { once: true })
  })
}
