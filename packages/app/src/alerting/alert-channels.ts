import { hostname } from 'node:os'
import { type Channel, commandChannel, type Guard, logChannel, mailChannel, webhookChannel } from '@horarium/alerts'
import { commandWords, type InstanceSettingName, logOf } from '@horarium/core'
import type { App } from '../app.js'

/** The ways to tell people that the settings name. */
export function alertChannels(app: App): readonly Channel[] {
  const text = readerOf(app)
  const logger = logOf('alerts', app.logger)
  const [mailUrl, to, webhookUrl] = [text('alert_mail_url'), text('alert_mail_to'), text('alert_webhook_url')]
  const words = commandWords(text('alert_command')) ?? []
  const from = text('alert_mail_from') || `horarium@${hostname()}`
  const webhook = { url: webhookUrl, secret: text('alert_webhook_secret'), ...alertGuard(app) }
  return [
    ...(mailUrl === '' || to === '' ? [] : [mailChannel({ url: mailUrl, from, to }, logger)]),
    ...(webhookUrl === '' ? [] : [webhookChannel(webhook, app.clock)]),
    ...(words.length === 0 ? [] : [commandChannel(words)]),
    ...(text('alert_log') === '1' ? [logChannel(logger)] : []),
  ]
}

/** What requests of alerts may connect to. */
export function alertGuard(app: App): Guard {
  return { allowPrivate: readerOf(app)('alert_webhook_private') === '1' }
}

function readerOf(app: App): (name: InstanceSettingName) => string {
  const { settings } = app.configuration()
  return (name) => settings.ofInstance(name).value
}
