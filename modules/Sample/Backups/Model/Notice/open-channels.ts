import type { MailSettings } from '@horarium-modules/sample-store'
import type { Schedule } from '@horarium/sdk'
import { type Channel, sentenceOf } from './channel.js'
import { mailChannel } from './mail-channel.js'
import { webhookChannel } from './webhook-channel.js'

/** Whom to tell, and how to reach them. */
export interface Addresses extends MailSettings {
  readonly webhook: string | undefined
  /** With commas between; empty where nothing is mailed. */
  readonly mail_to: string
}

/** The ways to tell people that the parameters name; the run's log where they name none. */
export function openChannels(addresses: Addresses, schedule: Schedule): readonly Channel[] {
  const { webhook, smtp_url: url, mail_to: to } = addresses
  const channels = [
    ...(webhook === undefined ? [] : [webhookChannel(webhook, schedule.signal)]),
    ...(url === undefined ? [] : [mailChannel({ url, to, settings: addresses })]),
  ]
  return channels.length > 0 ? channels : [logChannel(schedule)]
}

function logChannel({ log }: Schedule): Channel {
  return { name: 'log', deliver: async (notice) => log.warn('backup overdue', { ...notice, text: sentenceOf(notice) }) }
}
