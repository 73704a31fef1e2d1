import { type MailSettings, openMail } from './mail.js'
import { type Refusal, refusalIn } from './refusal.js'

/** A mail to one address. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The same for each attempt at it, so that a mailbox can tell what it has already. */
  readonly id: string
}

/** Sends mails one after the other over one connection. */
export interface Mailer {
  /** Answers why the server would not take this mail, if so. Rejects where no other mail would fare better. */
  readonly send: (mail: Mail) => Promise<Refusal | undefined>
}

/** Calls `work` with a way to send mail, and closes it after. It connects, and needs a server, with the first mail. */
export async function withMailer<Answer>(
  settings: MailSettings,
  work: (mailer: Mailer) => Promise<Answer>,
): Promise<Answer> {
  let transport: ReturnType<typeof openMail> | undefined
  const domain = settings.mail_from.slice(settings.mail_from.indexOf('@') + 1)
  const send: Mailer['send'] = async ({ id, ...mail }) => {
    transport ??= openMail(urlIn(settings), settings)
    try {
      await transport.sendMail({ ...mail, messageId: `<${id}@${domain}>` })
      return undefined
    } catch (error) {
      const refusal = refusalIn(error)
      if (refusal) return refusal
      throw error
    }
  }
  try {
    return await work({ send })
  } finally {
    transport?.close()
  }
}

function urlIn({ smtp_url }: MailSettings): string {
  if (smtp_url !== undefined) return smtp_url
  const error = new Error('There is mail to send and no server to send it: set parameter smtp_url, smtp://host:port.')
  error.name = 'NoMailServer'
  throw error
}
