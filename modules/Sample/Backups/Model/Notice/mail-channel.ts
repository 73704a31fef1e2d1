import { type MailSettings, openMail } from '@horarium-modules/sample-store'
import { type Channel, sentenceOf } from './channel.js'

interface MailWish {
  readonly url: string
  /** With commas between. */
  readonly to: string
  readonly settings: MailSettings
}

/** Mails a notice. */
export function mailChannel({ url, to, settings }: MailWish): Channel {
  return {
    name: 'mail',
    deliver: async (notice) => {
      const mail = openMail(url, settings)
      try {
        const subject = `Backup overdue: ${notice.server}, ${notice.backup}`
        await mail.sendMail({ to, subject, text: sentenceOf(notice) })
      } finally {
        mail.close()
      }
    },
  }
}
