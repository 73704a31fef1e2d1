import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { messageJson } from '../message.js'
import { type Channel, DELIVER_WITHIN_MS } from './channel.js'

// Of what a program complains of the end says most.
const COMPLAINT_KEPT = 300

/** Starts a program, without a shell, and writes the message to its standard input; it must end with 0 in time. */
export function commandChannel(
  [program = '', ...args]: readonly string[],
  withinMs: number = DELIVER_WITHIN_MS,
): Channel {
  return {
    name: 'command',
    deliver: async (message) => {
      const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'pipe'] })
      let complaint = ''
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        complaint = (complaint + text).slice(-COMPLAINT_KEPT)
      })
      // One that does not read what it is given may still do its work.
      child.stdin.on('error', () => undefined)
      child.stdin.end(messageJson(message))
      const within = AbortSignal.timeout(withinMs)
      const stop = (): void => void child.kill('SIGKILL')
      within.addEventListener('abort', stop, { once: true })
      try {
        const [code, killedBy] = (await once(child, 'exit')) as readonly unknown[]
        if (within.aborted) throw new Error(`the program took longer than ${withinMs / 1_000} s`)
        if (code === 0) return
        if (!child.stderr.readableEnded) await once(child.stderr, 'end', { signal: within }).catch(() => undefined)
        throw new Error(`the program ended with ${String(code ?? killedBy)}: ${complaint.trim()}`)
      } finally {
        within.removeEventListener('abort', stop)
        // What the program has left running may hold it open for ever.
        child.stderr.destroy()
      }
    },
  }
}
