import { inspect } from 'node:util'
import type { Enqueue } from '@horarium/sdk'
import type { Answer, Wish } from '../protocol.js'
import type { Reporter } from './reporter.js'

const WITHIN_MS = 30_000
// Kept from before any handler was loaded: one may change what all share.
const [startTimer, stopTimer] = [setTimeout, clearTimeout]

/** The entries a run has asked its parent for, and waits to hear of. */
export class Asks {
  readonly #run: number
  readonly #reporter: Pick<Reporter, 'tell'>
  readonly #waiting = new Map<number, (answer: Answer) => void>()
  #last = 0

  constructor(run: number, reporter: Pick<Reporter, 'tell'>) {
    this.#run = run
    this.#reporter = reporter
  }

  async ask(jobCode: string, { at, ...wish }: Enqueue = {}): Promise<string> {
    const ask = (this.#last += 1)
    this.#reporter.tell({ is: 'ask', run: this.#run, ask, wish: sendable({ ...wish, ...instantOf(at), jobCode }) })
    const answer = await this.#answerTo(ask)
    if ('id' in answer) return answer.id
    throw refused(answer.fault)
  }

  settle(ask: number, answer: Answer): void {
    this.#waiting.get(ask)?.(answer)
  }

  // The timer also keeps a process alive that has nothing else to wait for.
  #answerTo(ask: number): Promise<Answer> {
    return new Promise((resolve) => {
      const settle = (answer: Answer): void => {
        stopTimer(late)
        this.#waiting.delete(ask)
        resolve(answer)
      }
      const fault = `The node did not answer within ${WITHIN_MS / 1_000} s; the entry may have been written.`
      const late = startTimer(() => settle({ fault }), WITHIN_MS)
      this.#waiting.set(ask, settle)
    })
  }
}

// JSON has no word for what is no date.
function instantOf(at: unknown): { readonly at?: number } {
  if (at === undefined) return {}
  if (at instanceof Date && Number.isFinite(at.getTime())) return { at: at.getTime() }
  throw refused(`${inspect(at)} is no instant; give a Date.`)
}

// What cannot be sent fails whoever asks for it, not the whole process.
function sendable(wish: Wish): Wish {
  return JSON.parse(JSON.stringify(wish)) as Wish
}

function refused(sentence: string): Error {
  const error = new Error(sentence)
  error.name = 'EnqueueRefused'
  return error
}
