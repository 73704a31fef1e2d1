import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { parseReplies, RedisRefusal, type Reply } from './reply.js'

const DEFAULT_PORT = 6379

/**
 * Asks a Redis a few questions over one short-lived connection and answers its replies in order. `address` is a
 * `redis://` or `rediss://` URL or the absolute path of a unix socket. Rejects when nobody answers in time or the
 * password is refused; a refused question is a `RedisRefusal` among the replies.
 */
export async function askRedis(
  address: string,
  questions: readonly (readonly string[])[],
  signal: AbortSignal,
): Promise<readonly Reply[]> {
  const greeting = greetingOf(address)
  const replies = await converse(open(address), [...greeting, ...questions], signal)
  const refusal = replies.slice(0, greeting.length).find((reply) => reply instanceof RedisRefusal)
  if (refusal instanceof RedisRefusal) throw refusal
  return replies.slice(greeting.length)
}

function open(address: string): Socket {
  if (address.startsWith('/')) return connect(address)
  const url = new URL(address)
  // URL keeps the brackets of an IPv6 host, which connect() takes for part of a name.
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1') || 'localhost'
  const port = Number(url.port || DEFAULT_PORT)
  return url.protocol === 'rediss:' ? connectTls({ host, port, servername: host }) : connect({ host, port })
}

function greetingOf(address: string): readonly (readonly string[])[] {
  if (address.startsWith('/')) return []
  const { username, password } = new URL(address)
  if (password === '') return []
  const secret = decodeURIComponent(password)
  return [username === '' ? ['AUTH', secret] : ['AUTH', decodeURIComponent(username), secret]]
}

function converse(
  socket: Socket,
  questions: readonly (readonly string[])[],
  signal: AbortSignal,
): Promise<readonly Reply[]> {
  return new Promise((resolve, reject) => {
    let heard = ''
    const silence = (): void => {
      socket.destroy(new Error('No answer in time.'))
    }
    if (signal.aborted) silence()
    signal.addEventListener('abort', silence, { once: true })
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => {
      heard += text
      try {
        const replies = parseReplies(heard)
        if (replies.length >= questions.length) resolve(replies)
        else return
      } catch (stranger) {
        reject(stranger)
      }
      socket.destroy()
    })
    socket.on('error', reject)
    socket.on('close', () => {
      signal.removeEventListener('abort', silence)
      reject(new Error('The connection was closed before an answer came.'))
    })
    socket.write(questions.map(encode).join(''))
  })
}

function encode(question: readonly string[]): string {
  const parts = question.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`)
  return `*${question.length}\r\n${parts.join('')}`
}
