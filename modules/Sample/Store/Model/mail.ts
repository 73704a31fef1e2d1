import { createTransport, type Transporter } from 'nodemailer'
import * as v from 'valibot'
import { text, urlOf } from './params.js'

/** How a job reaches a mail server. */
export interface MailSettings {
  /** `smtp://` or `smtps://`, host and port; without one nothing can be mailed. */
  readonly smtp_url: string | undefined
  /** Empty: nobody logs in. */
  readonly smtp_user: string
  readonly smtp_password: string
  readonly mail_from: string
}

/** The parameters of a job that mails. The password has a name of its own, so that it is masked where people see it. */
export const mailParams: {
  readonly [Name in keyof MailSettings]: v.GenericSchema<string | undefined, MailSettings[Name]>
} = {
  smtp_url: v.optional(urlOf('smtp:', 'smtps:'), ''),
  smtp_user: text,
  smtp_password: text,
  mail_from: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty')), 'horarium@localhost'),
}

const WITHIN_MS = 10_000

/** A mail server, reached by one connection that is kept until `close()`; it is given up after 10 s of silence. */
export function openMail(
  url: string,
  { smtp_user: user, smtp_password: pass, mail_from: from }: MailSettings,
): Transporter {
  const options = {
    url,
    ...(user === '' ? {} : { auth: { user, pass } }),
    pool: true,
    maxConnections: 1,
    maxMessages: Number.MAX_SAFE_INTEGER,
    // A server may close a connection it is tired of: the mail this broke off is sent over a new one, once.
    maxRequeues: 1,
    connectionTimeout: WITHIN_MS,
    greetingTimeout: WITHIN_MS,
    socketTimeout: WITHIN_MS,
    // A body is text of the store, never a file or an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  } as const
  return createTransport(options, { from })
}
