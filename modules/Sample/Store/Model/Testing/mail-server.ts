import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail as it arrived. */
export interface ArrivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** Who had logged in. */
  readonly user: string | undefined
  /** With its headers. */
  readonly text: string
}

/** A real mail server that keeps what it is sent. */
export interface MailServer {
  readonly url: string
  readonly mails: readonly ArrivedMail[]
  /** What it answers to an address, by its part before the @: 550 refuses it for good, 450 for now. */
  readonly answers: Map<string, number>
  /** How many connections there were. */
  readonly connections: () => number
  readonly close: () => void
}

/** Starts one on this machine, for a test. It lets in whoever has the password `open sesame`, and takes mail of anybody. */
export async function startMailServer(): Promise<MailServer> {
  const mails: ArrivedMail[] = []
  const answers = new Map<string, number>()
  let connections = 0
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onConnect: (_session, done) => {
      connections += 1
      done()
    },
    onAuth: ({ username = '', password }, _session, done) =>
      password === 'open sesame' ? done(null, { user: username }) : done(new Error('wrong password')),
    onRcptTo: ({ address }, _session, done) => {
      const responseCode = answers.get(address.slice(0, address.indexOf('@')))
      done(responseCode === undefined ? undefined : Object.assign(new Error('refused'), { responseCode }))
    },
    onData: (stream, { envelope: { mailFrom, rcptTo }, user }, done) => {
      const head = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), user }
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        mails.push({ ...head, text: Buffer.concat(chunks).toString() })
        done()
      })
    },
  })
  // A client that breaks off is no matter of the test.
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  const close = (): void => server.close()
  return { url: `smtp://127.0.0.1:${port}`, mails, answers, connections: () => connections, close }
}
