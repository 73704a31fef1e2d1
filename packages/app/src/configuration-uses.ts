import type { Clock } from '@horarium/core'
import type { LanePlan, Standing } from '@horarium/engine'
import {
  type ConfigurationUse,
  type Instance,
  readConfigurations,
  useConfiguration,
  WORKER_GONE_MS,
} from '@horarium/store'

export interface UseSign {
  /** How long whoever says so is taken to be alive. */
  readonly forMs: number
  readonly by: string
  /** Its files count as the newest from now on. */
  readonly brought?: true
}

// All lanes of a process ask at the same look.
const KNOWN_FOR_MS = 500

/** Which files the processes of an instance have read, by digest, and which of them are newer than this one's. */
export class ConfigurationUses {
  readonly #instance: Instance
  readonly #clock: Clock
  #digest: string
  /** As this process last declared itself. */
  #sign: UseSign = { forMs: WORKER_GONE_MS, by: 'changed files' }
  /** Files were replaced in place, and nobody knows yet. */
  #isBrought = false
  #known: readonly ConfigurationUse[] = []
  #knownAt = -Infinity

  constructor(digest: string, instance: Instance, clock: Clock) {
    this.#digest = digest
    this.#instance = instance
    this.#clock = clock
  }

  /** Says that this process lives with its files. */
  async declare({ brought, ...sign }: UseSign): Promise<void> {
    this.#sign = sign
    const until = this.#clock.now() + sign.forMs
    const use = { digest: this.#digest, until, by: sign.by, brought: brought ?? false }
    this.#know(await useConfiguration(this.#instance, use))
  }

  /** Other files are read in the place of those before. */
  replace(digest: string): void {
    this.#isBrought ||= digest !== this.#digest
    this.#digest = digest
  }

  /** Tells others of files that were replaced. */
  async settle(): Promise<void> {
    if (this.#isBrought) await this.declare({ ...this.#sign, brought: true })
    this.#isBrought = false
  }

  /** Tells, whenever it is asked, where the files stand that are read now. */
  standing(): LanePlan['standing'] {
    const digest = this.#digest
    return () => this.#standingOf(digest)
  }

  async #standingOf(digest: string): Promise<Standing> {
    const known = standingIn(this.#known, digest, this.#clock.now())
    // Who is held back may learn a little later that it is not any more; nobody else may go by old news.
    if (known.newer !== undefined && this.#clock.now() - this.#knownAt < KNOWN_FOR_MS) return known
    this.#know(await readConfigurations(this.#instance))
    return standingIn(this.#known, digest, this.#clock.now())
  }

  #know(uses: readonly ConfigurationUse[]): void {
    this.#known = uses
    this.#knownAt = this.#clock.now()
  }
}

// Files that nobody has declared would be the newest.
function standingIn(uses: readonly ConfigurationUse[], digest: string, now: number): Standing {
  const newest = Math.max(0, ...uses.map((use) => use.generation))
  const generation = uses.find((use) => use.digest === digest)?.generation ?? newest + 1
  const newer = uses.filter((use) => use.generation > generation && use.until > now)
  const [first] = newer.toSorted((a, b) => b.generation - a.generation)
  return first ? { generation, newer: first.by } : { generation }
}
