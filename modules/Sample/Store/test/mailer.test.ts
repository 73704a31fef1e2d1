import { type MailServer, startMailServer } from '@horarium-modules/sample-store/testing'
import { object, parse } from 'valibot'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import type { MailSettings } from '../Model/mail.js'
import { mailParams } from '../Model/mail.js'
import { withMailer } from '../Model/mailer.js'

const MAIL = { to: 'ann@example.org', subject: 'Hello', text: 'All is well.', id: 'greeting-1' }

let server: MailServer
beforeEach(async () => {
  server = await startMailServer()
})

function settings(params: Readonly<Record<string, string>> = {}): MailSettings {
  onTestFinished(server.close)
  return parse(object(mailParams), { smtp_url: server.url, mail_from: 'me@example.org', ...params })
}

it('mails go out over one connection, each under its own id', async () => {
  await withMailer(settings(), async ({ send }) => {
    expect(await send(MAIL)).toBeUndefined()
    expect(await send({ ...MAIL, to: 'bob@example.org', id: 'greeting-2' })).toBeUndefined()
  })

  expect(server.mails.map(({ to }) => to)).toEqual([['ann@example.org'], ['bob@example.org']])
  expect(server.mails[0]?.text).toContain('Message-ID: <greeting-1@example.org>')
  expect(server.connections()).toBe(1)
})

it.each([
  [550, true],
  [450, false],
])('what the server has against one mail is answered, %i as final: %s, and the next is sent', async (code, isFinal) => {
  server.answers.set('ann', code)
  await withMailer(settings(), async ({ send }) => {
    expect(await send(MAIL)).toMatchObject({ isFinal, error: expect.stringContaining('refused') as unknown })
    expect(await send({ ...MAIL, to: 'bob@example.org' })).toBeUndefined()
  })
})

it.each([
  ['nobody answers', { smtp_url: 'smtp://127.0.0.1:1' }, 'ECONNREFUSED'],
  ['the login is refused', { smtp_user: 'me', smtp_password: 'please' }, 'wrong password'],
  ['the server is going away', {}, '421'],
])('sending is rejected where %s', async (_when, params, why) => {
  server.answers.set('ann', 421)
  await expect(withMailer(settings(params), ({ send }) => send(MAIL))).rejects.toThrow(why)
})

it('a server is needed only when there is something to send, and then it is said what to set', async () => {
  const none = settings({ smtp_url: '' })
  expect(await withMailer(none, () => Promise.resolve('nothing to send'))).toBe('nothing to send')
  await expect(withMailer(none, ({ send }) => send(MAIL))).rejects.toThrow('set parameter smtp_url')
})
