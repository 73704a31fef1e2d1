import type { Logger, Problem } from '@horarium/core'
import type { ConfigurationState } from './configuration-state.js'
import { type Footprint, isSame } from './footprint.js'

/** What became of the files: the same as before, read again, or read again and refused whole. */
export type Looked = 'same' | 'replaced' | 'refused'

/** Notices that the files a configuration is read from have changed, and reads them again. */
export class SourceWatch {
  readonly #state: ConfigurationState
  readonly #logger: Logger
  #seen: Footprint

  /** `seen`: what the files looked like before they were first read. */
  constructor(state: ConfigurationState, seen: Footprint, logger: Logger) {
    this.#state = state
    this.#seen = seen
    this.#logger = logger
  }

  /** How many files a look is at. */
  get files(): number {
    return this.#seen.sources.size + this.#seen.handlers.size
  }

  /** Looks at the files and reads them again when they have changed; what is read counts from the next refresh on. */
  async look(): Promise<Looked> {
    const seen = await this.#state.footprint()
    const before = this.#seen
    this.#seen = seen
    this.#tellHandlers(before, seen)
    return isSame(before.sources, seen.sources) && isSameCode(before, seen) ? 'same' : lookedAt(await this.#reread())
  }

  /** Reads the files again whether they have changed or not. */
  async readAgain(): Promise<Looked> {
    return lookedAt(await this.tryAgain())
  }

  /** The same; answers what they are refused for, nothing where they are not. */
  async tryAgain(): Promise<readonly Problem[]> {
    this.#seen = await this.#state.footprint()
    return this.#reread()
  }

  async #reread(): Promise<readonly Problem[]> {
    const refused = await this.#state.reread()
    if (refused.length === 0) return []
    this.#logger.error('changed files are refused whole; the old configuration stays', { problems: refused.length })
    for (const problem of refused) this.#logger.error('refused', fieldsOf(problem))
    return refused
  }

  #tellHandlers(before: Footprint, seen: Footprint): void {
    for (const file of changedCode(before, seen)) {
      this.#logger.info('a handler has changed on disk; new runs get new processes', { file })
    }
  }
}

function lookedAt(refused: readonly Problem[]): Looked {
  return refused.length === 0 ? 'replaced' : 'refused'
}

function isSameCode(before: Footprint, seen: Footprint): boolean {
  return changedCode(before, seen).length === 0
}

// What was not looked at before may be of a job that has just come.
function changedCode({ handlers: before }: Footprint, { handlers }: Footprint): readonly string[] {
  return [...handlers.keys()].filter((file) => before.has(file) && before.get(file) !== handlers.get(file))
}

function fieldsOf({ file, line, path, message, remedy }: Problem): Readonly<Record<string, unknown>> {
  return { file, line, path, problem: message, remedy }
}
