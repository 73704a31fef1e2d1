import { beforeEach, describe, expect, it } from 'vitest'
import Accounts from '../Model/Email/Accounts.js'
import Emails from '../Model/Inbound/Emails.js'
import type { CheckResult } from '../Model/Mailbox/check-account.js'
import { Crm, NOON } from './support/crm.js'
import { MailboxServer } from './support/mailbox-server.js'

let crm: Crm
let mailbox: MailboxServer
beforeEach(async () => {
  crm = await Crm.open()
  mailbox = await MailboxServer.start()
})

function anAccount(columns: Readonly<Record<string, string | number>> = {}): void {
  const { port } = mailbox
  const account = { id: 'ann', type: 'EmailAccount', host: '127.0.0.1', port, secure: 0 }
  crm.add('account', { ...account, username: 'ann', password: 'open sesame', ...columns })
}

function check(params: Readonly<Record<string, string>> = {}): Promise<CheckResult> {
  return new Accounts().check(crm.at(NOON, { target: 'ann', params }))
}

describe('a check', () => {
  it('stores each message once, and leaves it unseen', async () => {
    anAccount()
    for (const subject of ['one', 'two']) mailbox.receive(subject)

    expect(await check()).toEqual({ account: 'ann', stored: 2, left: 0 })
    mailbox.receive('three')
    expect(await check()).toEqual({ account: 'ann', stored: 1, left: 0 })
    expect(await check()).toEqual({ account: 'ann', stored: 0, left: 0 })

    expect(crm.rows('uid, subject', 'email')).toEqual([
      { uid: 1, subject: 'one' },
      { uid: 2, subject: 'two' },
      { uid: 3, subject: 'three' },
    ])
    expect(mailbox.commands.filter((command) => /SELECT|STORE|BODY\[/.test(command))).toEqual([])
  })

  it('keeps who sent a message, when, and its source', async () => {
    anAccount()
    mailbox.receive('one')
    await check()
    expect(crm.rows('sender, sent_at, message_id, source', 'email')).toEqual([
      {
        sender: 'bob@else.test',
        sent_at: '2026-01-31T10:00:00.000Z',
        message_id: '<one@else.test>',
        source: 'From: bob@else.test\r\nSubject: one\r\n\r\nHello Ann',
      },
    ])
  })

  it('takes a batch at a time, the oldest first', async () => {
    anAccount()
    for (const subject of ['one', 'two', 'three']) mailbox.receive(subject)
    expect(await check({ batch: '2' })).toMatchObject({ stored: 2, left: 1 })
    expect(await check({ batch: '2' })).toMatchObject({ stored: 1, left: 0 })
  })

  it('begins anew when UIDs do, and stores no message again', async () => {
    anAccount()
    mailbox.receive('one', 40)
    await check()
    mailbox.uidValidity += 1
    mailbox.mails.splice(0)
    for (const subject of ['one', 'two']) mailbox.receive(subject)

    expect(await check()).toMatchObject({ stored: 1 })
    expect(crm.rows('uid, subject', 'email')).toEqual([
      { uid: 40, subject: 'one' },
      { uid: 2, subject: 'two' },
    ])
  })
})

describe('a check that cannot be', () => {
  it('names the account and what the server said', async () => {
    anAccount({ password: 'wrong' })
    await expect(check()).rejects.toThrow(`ann at 127.0.0.1:${mailbox.port}: who are you?`)
  })

  it('names the account when nobody answers', async () => {
    anAccount({ port: 1 })
    await expect(check()).rejects.toThrow(/ann at 127\.0\.0\.1:1: .*ECONNREFUSED/)
  })

  it('of an account nobody knows names those there are', async () => {
    anAccount({ id: 'bob' })
    await expect(check()).rejects.toThrow("There is no EmailAccount 'ann'; there are bob.")
  })

  it('of a target of another kind says so', async () => {
    anAccount()
    await expect(check({ target_type: 'InboundEmail' })).rejects.toThrow('must be EmailAccount')
    expect(await check({ target_type: 'EmailAccount' })).toMatchObject({ account: 'ann' })
  })

  it('ends when the run is aborted', async () => {
    anAccount()
    const schedule = crm.at(NOON, { target: 'ann', signal: AbortSignal.abort() })
    await expect(new Accounts().check(schedule)).rejects.toThrow('ann at')
  })
})

describe('the targets', () => {
  it('are the active accounts of the job, by its kind', () => {
    anAccount()
    anAccount({ id: 'bob', active: 0 })
    anAccount({ id: 'support', type: 'InboundEmail' })
    expect(new Accounts().list(crm.at(NOON))).toEqual(['ann'])
    expect(new Emails().list(crm.at(NOON))).toEqual(['support'])
  })

  it('of the group accounts are checked alike', async () => {
    anAccount({ id: 'support', type: 'InboundEmail' })
    mailbox.receive('one')
    const run = await new Emails().check(crm.at(NOON, { target: 'support' }))
    expect(run).toEqual({ account: 'support', stored: 1, left: 0 })
  })
})
