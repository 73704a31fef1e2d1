import { type MailServer, startMailServer } from '@horarium-modules/sample-store/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import Plan, { type Planned } from '../Model/Mailing/Plan.js'
import Send, { type Sent } from '../Model/Mailing/Send.js'
import { makeSite, type Site } from './support/site.js'

const NOON = '2026-01-31T12:00:00.000Z'
const QUARTER_PAST = '2026-01-31T12:15:00.000Z'

async function startServer(): Promise<MailServer> {
  const server = await startMailServer()
  onTestFinished(server.close)
  return server
}

function plan(site: Site, params: Readonly<Record<string, string>>): Promise<Planned> {
  return new Plan().run(site.schedule(NOON, { subject: 'News', body: 'All is well.', to: 'a@example.org', ...params }))
}

function send(site: Site, at: string, params: Readonly<Record<string, string>>): Promise<Sent> {
  return new Send().run(site.schedule(at, params))
}

describe('a mailing', () => {
  it('is sent to each address once, each mail by itself, over one connection', async () => {
    const site = makeSite()
    const server = await startServer()
    const planned = await plan(site, { to: 'a@example.org, b@example.org,a@example.org' })
    expect(planned).toEqual({ mailing: 1, recipients: 2, dueAt: NOON })
    const smtp = { smtp_url: server.url, mail_from: 'site@example.org' }
    expect(await send(site, NOON, smtp)).toEqual({ sent: 2, failed: 0, postponed: 0, waiting: 0 })
    expect(await send(site, QUARTER_PAST, smtp)).toMatchObject({ sent: 0 })
    expect(server.mails.map(({ to }) => to)).toEqual([['a@example.org'], ['b@example.org']])
    expect(server.mails[0]?.text).toMatch(/^From: site@example\.org\r\nTo: a@example\.org\r\nSubject: News\r\n/m)
    expect(server.mails[0]?.text).toContain('Message-ID: <mailing.1.1@example.org>')
    expect(server.connections()).toBe(1)
  })

  it('waits until it is due', async () => {
    const site = makeSite()
    const { url, mails } = await startServer()
    await plan(site, { at: '2026-01-31T13:15:00+01:00' })
    expect(await send(site, '2026-01-31T12:14:59.999Z', { smtp_url: url })).toMatchObject({ sent: 0, waiting: 0 })
    expect(await send(site, QUARTER_PAST, { smtp_url: url })).toMatchObject({ sent: 1 })
    expect(mails).toHaveLength(1)
  })

  it('is sent in batches, the one that was due first before the others', async () => {
    const site = makeSite()
    const { url, mails } = await startServer()
    await plan(site, { to: 'c@example.org,d@example.org', at: '2026-01-31T11:59:00Z' })
    await plan(site, { to: 'a@example.org,b@example.org', at: '2026-01-31T11:58:00Z' })
    const batch = { smtp_url: url, batch_limit: '3' }
    expect(await send(site, NOON, batch)).toMatchObject({ sent: 3, waiting: 1 })
    expect(await send(site, NOON, batch)).toMatchObject({ sent: 1, waiting: 0 })
    expect(mails.map(({ to }) => to[0]?.[0])).toEqual(['a', 'b', 'c', 'd'])
  })

  it('is complete when nothing of it is left to send', async () => {
    const site = makeSite()
    const { url } = await startServer()
    await plan(site, { to: 'a@example.org,b@example.org' })
    const completed = (): unknown => site.store.first('select completed_at as at from site_mailing')
    await send(site, NOON, { smtp_url: url, batch_limit: '1' })
    expect(completed()).toEqual({ at: null })
    await send(site, QUARTER_PAST, { smtp_url: url })
    expect(completed()).toEqual({ at: QUARTER_PAST })
  })

  it('with a wrong address is not planned', async () => {
    const site = makeSite()
    await expect(plan(site, { to: 'a@example.org, nobody' })).rejects.toThrow(/mail addresses with commas between/)
    expect(site.store.all('select * from site_mailing')).toEqual([])
  })
})

describe('an address that is refused', () => {
  it('for good is not tried again, is told of, and does not hold up the others', async () => {
    const site = makeSite()
    const { url, answers, mails } = await startServer()
    answers.set('a', 550)
    await plan(site, { to: 'a@example.org,b@example.org' })
    const run = site.schedule(NOON, { smtp_url: url })
    expect(await new Send().run(run)).toMatchObject({ sent: 1, failed: 1 })
    expect(await send(site, QUARTER_PAST, { smtp_url: url })).toMatchObject({ sent: 0, failed: 0 })
    expect(run.lines).toMatchObject([{ level: 'warn', message: 'a mail was refused', fields: { mailing: 1 } }])
    expect(mails.map(({ to }) => to)).toEqual([['b@example.org']])
  })

  it('for now is tried again a quarter of an hour later', async () => {
    const site = makeSite()
    const { url, answers } = await startServer()
    answers.set('a', 450)
    await plan(site, {})
    expect(await send(site, NOON, { smtp_url: url })).toMatchObject({ sent: 0, postponed: 1, waiting: 0 })
    answers.clear()
    expect(await send(site, '2026-01-31T12:14:59Z', { smtp_url: url })).toMatchObject({ sent: 0 })
    expect(await send(site, QUARTER_PAST, { smtp_url: url })).toMatchObject({ sent: 1 })
  })

  it('for now five times is given up', async () => {
    const site = makeSite()
    const { url, answers } = await startServer()
    answers.set('a', 450)
    await plan(site, {})
    const results: Sent[] = []
    // oxlint-disable-next-line no-await-in-loop -- one run after the other
    for (let hour = 12; hour < 18; hour += 1)
      results.push(await send(site, `2026-01-31T${hour}:00:00Z`, { smtp_url: url }))
    expect(results.map(({ postponed, failed }) => [postponed, failed])).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
      [1, 0],
      [0, 1],
      [0, 0],
    ])
    expect(site.store.first('select status, attempts from site_mailing_recipient')).toEqual({
      status: 'failed',
      attempts: 4,
    })
  })
})

describe('without a mail server', () => {
  it('a run succeeds as long as nothing is due', async () => {
    const run = makeSite().schedule(NOON)
    expect(await new Send().run(run)).toEqual({ sent: 0, failed: 0, postponed: 0, waiting: 0 })
    expect(run.message).toBe('0 mails sent, 0 refused, 0 put off, 0 waiting')
  })

  it('a run fails once mails are due, and says what to set', async () => {
    const site = makeSite()
    await plan(site, {})
    await expect(send(site, NOON, {})).rejects.toThrow('set parameter smtp_url')
  })

  it('that answers a run fails, and the mails wait for the next', async () => {
    const site = makeSite()
    const server = await startServer()
    await plan(site, {})
    await expect(send(site, NOON, { smtp_url: 'smtp://127.0.0.1:1' })).rejects.toThrow(/ECONNREFUSED/)
    expect(await send(site, NOON, { smtp_url: server.url })).toMatchObject({ sent: 1 })
  })
})

it('a run that is asked to end sends no more', async () => {
  const site = makeSite()
  const { url } = await startServer()
  await plan(site, {})
  const run = new Send().run(site.schedule(NOON, { smtp_url: url }, AbortSignal.abort()))
  expect(await run).toEqual({ sent: 0, failed: 0, postponed: 0, waiting: 1 })
})
