import { styleText } from 'node:util'
import { type Status, STATUSES } from '@horarium/core'

type Style = Parameters<typeof styleText>[0]

const STATUS_STYLES: Readonly<Record<Status, Style>> = {
  pending: 'dim',
  running: 'cyan',
  success: 'green',
  error: 'red',
  missed: 'yellow',
  skipped: 'yellow',
  killed: 'red',
}

/** The two streams of this process: answers go to standard output, everything else to standard error. */
export class Terminal {
  /** Whether a person reads the answers. */
  readonly isPerson: boolean = process.stdout.isTTY
  readonly #write: typeof process.stdout.write = process.stdout.write.bind(process.stdout)
  readonly #writeNote: typeof process.stderr.write = process.stderr.write.bind(process.stderr)
  readonly #paints: boolean = this.isPerson && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb'
  readonly #gone = new AbortController()
  #silent = false

  constructor() {
    // Whoever read the answers has left (`| head`): the command ends as it would have, only nobody listens.
    process.stdout.on('error', () => this.#gone.abort())
    process.stderr.on('error', () => undefined)
  }

  /** Aborts when nobody reads the answers any more. */
  get readerGone(): AbortSignal {
    return this.#gone.signal
  }

  /** A line of the answer. */
  line(text = ''): void {
    if (!this.#silent && !this.#gone.signal.aborted) this.#write(`${text}\n`)
  }

  /** The whole answer, for a program. */
  json(value: unknown): void {
    this.line(JSON.stringify(value, undefined, 2))
  }

  /** A line for whoever watches; no part of the answer. */
  note(text: string): void {
    if (!this.#silent) this.#writeNote(`${text}\n`)
  }

  /** A line that the next one replaces; only where a person watches. */
  progress(text: string): void {
    if (process.stderr.isTTY && !this.#silent) this.#writeNote(`\r\u001B[K${text}`)
  }

  /** Handlers may print what they like; from now on none of it reaches the answer. */
  keepAnswerClean(strayOutput: 'to standard error' | 'away'): void {
    process.stdout.write = strayOutput === 'away' ? writeAway : process.stderr.write.bind(process.stderr)
  }

  /** From now on nothing at all is written. */
  silence(): void {
    this.#silent = true
    process.stdout.write = writeAway
    process.stderr.write = writeAway
  }

  paint(style: Style, text: string): string {
    return this.#paints ? styleText(style, text) : text
  }

  paintStatus(text: string): string {
    const status = STATUSES.find((known) => known === text)
    return status ? this.paint(STATUS_STYLES[status], text) : text
  }

  /** Waits until the answer is with its reader. */
  async flush(): Promise<void> {
    if (this.#gone.signal.aborted) return
    const { signal } = this.#gone
    await new Promise<void>((resolve) => {
      const done = (): void => {
        signal.removeEventListener('abort', done)
        resolve()
      }
      signal.addEventListener('abort', done)
      this.#write('', done)
    })
  }
}

function writeAway(...given: readonly unknown[]): boolean {
  const done = given.at(-1)
  if (typeof done === 'function') process.nextTick(done)
  return true
}
