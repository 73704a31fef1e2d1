import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { examined, fetched, type StoredMail, uidsIn } from './mailbox-answers.js'

/** A mailbox that speaks as much of IMAP (RFC 3501) as a client needs that reads one folder. */
export class MailboxServer {
  readonly mails: StoredMail[] = []
  /** The commands it was given, without their tags. */
  readonly commands: string[] = []
  uidValidity = 7
  port = 0
  readonly #sockets = new Set<Socket>()

  /** Starts one on this machine with the account `ann`, password `open sesame`; it is stopped after the test. */
  static async start(): Promise<MailboxServer> {
    const mailbox = new MailboxServer()
    const server = createServer((socket) => mailbox.#talk(socket))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    mailbox.port = (server.address() as AddressInfo).port
    onTestFinished(() => {
      server.close()
      for (const socket of mailbox.#sockets) socket.destroy()
    })
    return mailbox
  }

  /** Puts a mail into it, under the UID after the last unless told. */
  receive(subject: string, uid: number = (this.mails.at(-1)?.uid ?? 0) + 1): void {
    this.mails.push({ uid, subject })
  }

  #talk(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('error', () => undefined)
    socket.write('* OK ready\r\n')
    createInterface(socket).on('line', (line) => {
      const [, tag = '', command = ''] = /^(\S+) (.*)$/.exec(line) ?? []
      this.commands.push(command)
      const { lines = [], end = 'OK done' } = this.#answer(command)
      socket.write([...lines, `${tag} ${end}`, ''].join('\r\n'))
      if (command === 'LOGOUT') socket.end()
    })
  }

  #answer(command: string): { readonly lines?: readonly string[]; readonly end?: string } {
    const [verb = '', ...words] = command.replace(/^UID /, '').split(' ')
    switch (verb) {
      case 'CAPABILITY':
        return { lines: ['* CAPABILITY IMAP4rev1'] }
      case 'LOGIN':
        return words.join(' ') === '"ann" "open sesame"' ? {} : { end: 'NO [AUTHENTICATIONFAILED] who are you?' }
      case 'LIST':
      case 'LSUB':
        return { lines: [`* ${verb} () "/" INBOX`] }
      case 'EXAMINE':
        return words[0] === 'INBOX' ? examined(this.mails, this.uidValidity) : { end: 'NO no such folder' }
      case 'SEARCH':
        return { lines: [`* SEARCH ${uidsIn(words.at(-1) ?? '', this.mails).join(' ')}`] }
      case 'FETCH':
        return { lines: fetched(uidsIn(words[0] ?? '', this.mails), this.mails) }
      case 'LOGOUT':
      case 'NOOP':
        return {}
      default:
        return { end: `BAD ${verb} is not spoken` }
    }
  }
}
