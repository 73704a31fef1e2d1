import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

/** A mail as it arrived. */
export interface Mail {
  readonly to: readonly string[]
  readonly text: string
}

/** A real mail server that keeps what it is sent. */
export interface MailServer {
  readonly url: string
  readonly mails: readonly Mail[]
  /** Whether it takes mails. */
  isOpen: boolean
}

/** Starts one on this machine; it is stopped after the test. */
export async function startMailServer(): Promise<MailServer> {
  const mails: Mail[] = []
  const state = { isOpen: true }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      done(!state.isOpen || address.startsWith('nobody') ? new Error('no such mailbox') : undefined)
    },
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo.map(({ address }) => address)
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        mails.push({ to, text: Buffer.concat(chunks).toString() })
        done()
      })
    },
  })
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  onTestFinished(() => {
    server.close()
  })
  const { port } = listening.address() as AddressInfo
  return Object.assign(state, { url: `smtp://127.0.0.1:${port}`, mails })
}
