import { pause } from '@horarium/engine'
import { isSame } from '../footprint.js'
import { type Project, reopenProject } from '../project.js'
import { readModuleSources } from './module-sources.js'
import { findCompiler, runCompiler } from './run-compiler.js'

/** What became of changed sources. */
export type Compiled =
  | { readonly kind: 'compiled' }
  /** There is code all the same, as far as the compiler could read the sources. */
  | { readonly kind: 'errors'; readonly said: string }
  /** There is TypeScript, and nothing to compile it with. */
  | { readonly kind: 'no compiler' }

export interface CompilerOrder {
  readonly project: Project
  readonly everyMs: number
  readonly onCompiled: (compiled: Compiled) => void
}

// A look costs some 50 us a file: no more than a tenth of the time.
const PAUSE_MS_PER_FILE = 0.5

/**
 * Compiles the TypeScript of the modules whenever anything in them has changed, and only then says so: new XML may name a
 * handler that was not compiled before.
 */
export class Compiler {
  readonly #order: CompilerOrder
  readonly #stopped = new AbortController()
  #seen: ReadonlyMap<string, string> = new Map()
  #following: Promise<void> = Promise.resolve()

  constructor(order: CompilerOrder) {
    this.#order = order
  }

  /** Looks at the sources, and compiles them when they have changed since the last look, or there was none. */
  async look(): Promise<void> {
    const { project, onCompiled } = this.#order
    // Before they are read: what changes in between is seen at the next look.
    const { marks, tsconfigs } = await readModuleSources(await reopenProject(project))
    if (isSame(this.#seen, marks)) return
    this.#seen = marks
    const compiled = await this.#compile(project.directory, tsconfigs)
    if (!this.#stopped.signal.aborted) onCompiled(compiled)
  }

  /** Goes on looking until it is stopped. */
  follow(): void {
    this.#following = this.#followOn()
  }

  /** Stops looking; waits for a compiler that is at work. */
  async stop(): Promise<void> {
    this.#stopped.abort()
    await this.#following
  }

  async #compile(directory: string, tsconfigs: readonly string[]): Promise<Compiled> {
    if (tsconfigs.length === 0) return { kind: 'compiled' }
    const compiler = findCompiler(directory)
    if (compiler === undefined) return { kind: 'no compiler' }
    const said = await runCompiler(compiler, { directory, tsconfigs })
    return said === '' ? { kind: 'compiled' } : { kind: 'errors', said }
  }

  async #followOn(): Promise<void> {
    const { signal } = this.#stopped
    while (!signal.aborted) {
      // oxlint-disable-next-line no-await-in-loop
      await pause(Math.max(this.#order.everyMs, this.#seen.size * PAUSE_MS_PER_FILE), signal)
      // oxlint-disable-next-line no-await-in-loop
      if (!signal.aborted) await this.look()
    }
  }
}
