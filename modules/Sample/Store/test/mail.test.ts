import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { object, parse } from 'valibot'
import { expect, it, onTestFinished } from 'vitest'
import { mailParams, openMail } from '../Model/mail.js'

interface Seen {
  readonly from: string
  readonly user: string | undefined
}

/** Starts a real mail server that lets in whoever knows `open sesame`; answers its URL and what it was sent. */
async function startServer(): Promise<{ readonly url: string; readonly seen: readonly Seen[] }> {
  const seen: Seen[] = []
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username = '', password }, _session, done) =>
      password === 'open sesame' ? done(null, { user: username }) : done(new Error('wrong password')),
    onData: (stream, { envelope: { mailFrom }, user }, done) => {
      seen.push({ from: mailFrom ? mailFrom.address : '', user })
      stream.on('end', done).resume()
    },
  })
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  onTestFinished(() => {
    server.close()
  })
  return { url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`, seen }
}

async function send(url: string, params: Readonly<Record<string, string>>): Promise<void> {
  const mail = openMail(url, parse(object(mailParams), params))
  onTestFinished(() => mail.close())
  await mail.sendMail({ to: 'a@example.org', subject: 'Hello', text: 'All is well.' })
}

it('a mail goes out with the address of the parameters, without a login unless they name a user', async () => {
  const { url, seen } = await startServer()
  await send(url, {})
  await send(url, { mail_from: 'me@example.org', smtp_user: 'me', smtp_password: 'open sesame' })
  expect(seen).toEqual([
    { from: 'horarium@localhost', user: undefined },
    { from: 'me@example.org', user: 'me' },
  ])
})

it('a mail is not sent when the login is refused', async () => {
  const { url, seen } = await startServer()
  await expect(send(url, { smtp_user: 'me', smtp_password: 'please' })).rejects.toThrow(/wrong password/)
  expect(seen).toEqual([])
})

it('a mail server must be one', () => {
  expect(() => parse(object(mailParams), { smtp_url: 'http://localhost' })).toThrow('begins with smtp:// or smtps://')
})
