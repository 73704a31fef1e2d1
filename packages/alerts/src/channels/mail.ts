import { createTransport } from 'nodemailer'
import { subjectOf, textOf } from '../message.js'
import { type Channel, DELIVER_WITHIN_MS } from './channel.js'

export interface MailSettings {
  /** `smtp://user:password@host:587`. */
  readonly url: string
  readonly from: string
  /** With commas between. */
  readonly to: string
}

/** Sends a message by mail; it is delivered when the server has taken it for everybody. */
export function mailChannel({ url, from, to }: MailSettings, withinMs: number = DELIVER_WITHIN_MS): Channel {
  return {
    name: 'mail',
    deliver: async (message, signal) => {
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
        const sent = await Promise.race([transport.sendMail(mail), aborted(signal, withinMs)])
        const refused = sent.rejected.map(String)
        if (refused.length > 0) throw new Error(`the mail server refused ${refused.join(', ')}`)
      } finally {
        transport.close()
      }
    },
  }
}

function aborted(signal: AbortSignal, withinMs: number): Promise<never> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(withinMs)])
  return new Promise((_, reject) => {
    within.addEventListener(
      'abort',
      () => reject(new Error(`the mail server took longer than ${withinMs / 1_000} s`)),
      {
        once: true,
      },
    )
  })
}
