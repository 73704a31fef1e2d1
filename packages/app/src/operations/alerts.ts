import { randomUUID } from 'node:crypto'
import { type AlertListing, listAlerts } from '@horarium/alerts'
import { HorariumError, sentenceOf } from '@horarium/core'
import { alertChannels } from '../alerting/alert-channels.js'
import { nameOf } from '../alerting/make-look.js'
import type { App } from '../app.js'

/** What is wrong with which job, who was told of it, and what waits for its delivery. Instants are epoch ms. */
export function listOpenAlerts({ instance }: App): Promise<AlertListing> {
  return listAlerts(instance)
}

/** The ways to tell people that the settings name. */
export function listAlertChannels(app: App): readonly string[] {
  return alertChannels(app).map(({ name }) => name)
}

/** What became of a message sent to try a channel. */
export interface TestedChannel {
  readonly channel: string
  /** Why it could not be delivered. */
  readonly error?: string
}

/** Sends a message through every channel, or one of them. Throws `usage` when there is none, or none of that name. */
export async function testAlerts(app: App, wanted?: string): Promise<readonly TestedChannel[]> {
  const channels = alertChannels(app)
  const chosen = channels.filter(({ name }) => wanted === undefined || name === wanted)
  if (chosen.length === 0) throw new HorariumError('usage', noneText(wanted, channels))
  const test = `${app.author} tries whether this arrives.`
  const message = { id: randomUUID(), at: app.clock.now(), instance: nameOf(app), notices: [], leftOut: 0, test }
  return Promise.all(
    chosen.map(async ({ name, deliver }) => {
      try {
        await deliver(message)
        return { channel: name }
      } catch (error) {
        return { channel: name, error: sentenceOf(error) }
      }
    }),
  )
}

function noneText(wanted: string | undefined, channels: ReturnType<typeof alertChannels>): string {
  const names = channels.map(({ name }) => name).join(', ') || 'none'
  const what = wanted === undefined ? 'No channel is set' : `No channel '${wanted}' is set`
  return `${what}; set: ${names}. See the settings alert_mail_url, alert_webhook_url, alert_command, alert_log.`
}
