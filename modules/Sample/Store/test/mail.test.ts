import { type MailServer, startMailServer } from '@horarium-modules/sample-store/testing'
import { object, parse } from 'valibot'
import { expect, it, onTestFinished } from 'vitest'
import { mailParams, openMail } from '../Model/mail.js'

async function startServer(): Promise<MailServer> {
  const server = await startMailServer()
  onTestFinished(server.close)
  return server
}

async function send(url: string, params: Readonly<Record<string, string>>): Promise<void> {
  const mail = openMail(url, parse(object(mailParams), params))
  onTestFinished(() => mail.close())
  await mail.sendMail({ to: 'a@example.org', subject: 'Hello', text: 'All is well.' })
}

it('a mail goes out with the address of the parameters, without a login unless they name a user', async () => {
  const { url, mails } = await startServer()
  await send(url, {})
  await send(url, { mail_from: 'me@example.org', smtp_user: 'me', smtp_password: 'open sesame' })
  expect(mails.map(({ from, user }) => ({ from, user }))).toEqual([
    { from: 'horarium@localhost', user: undefined },
    { from: 'me@example.org', user: 'me' },
  ])
})

it('a mail is not sent when the login is refused', async () => {
  const { url, mails } = await startServer()
  await expect(send(url, { smtp_user: 'me', smtp_password: 'please' })).rejects.toThrow(/wrong password/)
  expect(mails).toEqual([])
})

it('a mail server must be one', () => {
  expect(() => parse(object(mailParams), { smtp_url: 'http://localhost' })).toThrow('begins with smtp:// or smtps://')
})
