import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs'
import { HorariumError, sentenceOf } from '@horarium/core'

export interface LogFileOptions {
  readonly file: string
  /** A file that would grow larger is set aside as `<file>.1`, that one as `<file>.2`, and so on. */
  readonly maxBytes: number
  /** How many are set aside. */
  readonly keep: number
}

const STALE_AFTER_MS = 10_000

/**
 * A log file that is set aside when it is full. Every line is with the operating system when `write` returns, so that
 * none is lost at an exit. Several processes may write to one file, and somebody else may move it away.
 */
export class LogFile {
  readonly #options: LogFileOptions
  #descriptor: number

  /** Throws `usage` where the file cannot be written. */
  constructor(options: LogFileOptions) {
    this.#options = options
    try {
      this.#descriptor = openSync(options.file, 'a')
    } catch (error) {
      throw new HorariumError('usage', `The log file cannot be written: ${sentenceOf(error)}.`, { cause: error })
    }
  }

  /** Throws what the file system throws. */
  write(line: string): void {
    const bytes = Buffer.from(line)
    const found = this.#look()
    const isFull = found.size > 0 && found.size + bytes.length > this.#options.maxBytes
    if (isFull && this.#setAside()) this.#reopen()
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at)
  }

  close(): void {
    closeSync(this.#descriptor)
  }

  // Who has set it aside meanwhile, or moved it away, has left the name to a new one.
  #look(): Stats {
    const own = fstatSync(this.#descriptor)
    const named = statSync(this.#options.file, { throwIfNoEntry: false })
    if (named?.ino === own.ino && named.dev === own.dev) return own
    this.#reopen()
    return fstatSync(this.#descriptor)
  }

  #reopen(): void {
    const fresh = openSync(this.#options.file, 'a')
    closeSync(this.#descriptor)
    this.#descriptor = fresh
  }

  // One process at a time, or the second would set the first one's new file aside; the others write on meanwhile.
  #setAside(): boolean {
    const { file, keep } = this.#options
    const lock = `${file}.lock`
    if (!this.#take(lock)) return false
    try {
      const { ino } = fstatSync(this.#descriptor)
      if (statSync(file, { throwIfNoEntry: false })?.ino !== ino) return true
      for (let number = keep; number > 1; number -= 1) moveIfThere(`${file}.${number - 1}`, `${file}.${number}`)
      renameSync(file, `${file}.1`)
      return true
    } finally {
      rmdirSync(lock)
    }
  }

  // A folder is made by one only. Whoever died while it held it does not keep it: the file was written to long since.
  #take(lock: string): boolean {
    try {
      mkdirSync(lock)
      return true
    } catch {
      const made = statSync(lock, { throwIfNoEntry: false })
      if (made && fstatSync(this.#descriptor).mtimeMs - made.mtimeMs > STALE_AFTER_MS) rmdirSync(lock)
      return false
    }
  }
}

function moveIfThere(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to)
}
