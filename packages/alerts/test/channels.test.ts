import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commandChannel, logChannel, mailChannel, signatureOf, webhookChannel } from '@horarium/alerts'
import { describe, expect, it, onTestFinished } from 'vitest'
import { aMessage, FAILED } from './support/a-message.js'
import { startMailServer } from './support/mail-server.js'
import { startReceiver } from './support/receiver.js'
import { NOON, silent } from './support/world.js'

const clock = { now: () => NOON }

describe('a mail', () => {
  it('arrives with everybody, and says what happened', async () => {
    const server = await startMailServer()
    const channel = mailChannel({ url: server.url, from: 'cron@shop.test', to: 'ann@shop.test, bob@shop.test' }, silent)

    await channel.deliver(aMessage())

    expect(server.mails).toHaveLength(1)
    const [mail] = server.mails
    expect(mail?.to).toEqual(['ann@shop.test', 'bob@shop.test'])
    expect(mail?.text).toContain('Subject: Horarium (hz on here): job mail failed')
    expect(mail?.text).toContain('TypeError: the disk is full')
    expect(mail?.text).toContain("horarium history:show 'mail@20260131T120000Z'")
  })

  it('to nobody the server takes is not delivered', async () => {
    const { url } = await startMailServer()
    const channel = mailChannel({ url, from: 'cron@shop.test', to: 'nobody@shop.test' }, silent)

    await expect(channel.deliver(aMessage())).rejects.toThrow('no such mailbox')
  })

  it('of which the server refuses one address is delivered to the others, once', async () => {
    const { url, mails } = await startMailServer()
    const refused: unknown[] = []
    const logger = { ...silent, error: (_: string, fields?: object) => refused.push(fields) }
    const channel = mailChannel({ url, from: 'cron@shop.test', to: 'ann@shop.test, nobody@shop.test' }, logger)

    await channel.deliver(aMessage())

    expect(mails.map(({ to }) => to)).toEqual([['ann@shop.test']])
    expect(refused).toEqual([{ addresses: ['nobody@shop.test'] }])
  })

  it('is given up where nobody answers', async () => {
    const { url } = await startReceiver(0)
    const channel = mailChannel(
      { url: url.replace('http', 'smtp'), from: 'a@b.test', to: 'c@b.test', withinMs: 200 },
      silent,
    )

    await expect(channel.deliver(aMessage())).rejects.toThrow()
  })
})

describe('a webhook', () => {
  it('is sent JSON, and a signature of it and the time', async () => {
    const receiver = await startReceiver()
    const channel = webhookChannel({ url: receiver.url, secret: 'open sesame', allowPrivate: true }, clock)

    await channel.deliver(aMessage())

    const [{ method, headers, body } = { method: '', headers: {}, body: '' }] = receiver.received
    expect(method).toBe('POST')
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-horarium-message': 'm1' })
    expect(headers['x-horarium-signature']).toBe(signatureOf(body, 'open sesame', NOON))
    expect(headers['x-horarium-signature']).toMatch(new RegExp(`^t=${NOON},v1=[0-9a-f]{64}$`))
    expect(JSON.parse(body)).toMatchObject({ id: 'm1', notices: [{ kind: 'failed', at: '2026-01-31T12:00:00.000Z' }] })
  })

  it('has no signature without a secret', async () => {
    const receiver = await startReceiver()

    await webhookChannel({ url: receiver.url, secret: '', allowPrivate: true }, clock).deliver(aMessage())

    expect(receiver.received[0]?.headers).not.toHaveProperty('x-horarium-signature')
  })
})

describe('a program', () => {
  const script = (text: string): readonly string[] => [process.execPath, '-e', text, 'an argument; $(no shell)']

  it('is given the message on its standard input, and its arguments as they are', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hz-alert-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, 'out')
    const text = `require('fs').writeFileSync(${JSON.stringify(file)}, process.argv[1] + require('fs').readFileSync(0))`

    await commandChannel(script(text)).deliver(aMessage())

    expect(readFileSync(file, 'utf8')).toMatch(/^an argument; \$\(no shell\)\{"id":"m1"/)
  })

  it.each([
    ['console.error("no such room"); process.exit(4)', 'the program ended with 4: no such room'],
    ['process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1e3)', 'the program ended with SIGTERM'],
  ])('that does %s has not delivered it', async (text, sentence) => {
    await expect(commandChannel(script(text)).deliver(aMessage())).rejects.toThrow(sentence)
  })

  it('that does not end is given up', async () => {
    const channel = commandChannel(script('setInterval(() => {}, 1e3)'), 200)

    await expect(channel.deliver(aMessage())).rejects.toThrow('the program took longer than 0.2 s')
  })

  it('that is not there has not delivered it either', async () => {
    await expect(commandChannel(['/nowhere/alert']).deliver(aMessage())).rejects.toThrow('ENOENT')
  })
})

describe('the log', () => {
  it('has a line for each notice, as bad as it is', async () => {
    const lines: string[] = []
    const logger = {
      ...silent,
      error: (message: string) => lines.push(`error ${message}`),
      info: (message: string) => lines.push(`info ${message}`),
    }

    await logChannel(logger).deliver(aMessage(FAILED, { ...FAILED, kind: 'recovered' }))

    expect(lines).toEqual(['error alert: failed', 'info alert: recovered'])
  })
})
