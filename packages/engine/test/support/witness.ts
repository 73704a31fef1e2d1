import { parseEntryId } from '@horarium/core'

/** How many runs may be alive at once, and who goes first. */
export interface Rules {
  /** How often one entry may begin. */
  readonly attempts: number
  /** Runs of one job at once. */
  readonly most: number
  /** Runs of all jobs at once. */
  readonly room: number
  /** Of those who have been seen to wait. */
  readonly first?: 'oldest' | 'newest'
}

/** Sees every run begin and end, and notes what must never be. */
export class Witness {
  readonly faults: string[] = []
  readonly #rules: Rules
  readonly #began = new Map<string, number>()
  readonly #waiting = new Set<string>()
  readonly #alive = new Set<string>()

  constructor(rules: Rules) {
    this.#rules = rules
  }

  begin(id: string): void {
    const { attempts, most, room, first } = this.#rules
    const others = [...this.#alive].filter((other) => jobOf(other) === jobOf(id))
    if (others.length >= most) this.faults.push(`${id} began while ${others.join(', ')} was alive`)
    if (this.#alive.size >= room) this.faults.push(`${id} began while ${this.#alive.size} were alive`)
    const times = (this.#began.get(id) ?? 0) + 1
    if (times > attempts) this.faults.push(`${id} began ${times} times`)
    this.#began.set(id, times)
    this.#waiting.delete(id)
    for (const other of first ? this.#waiting : []) {
      const isOlder = parseEntryId(other).scheduledAt < parseEntryId(id).scheduledAt
      if (jobOf(other) !== jobOf(id) || isOlder !== (first === 'oldest')) continue
      this.faults.push(`${id} began while ${other} was waiting`)
    }
    this.#alive.add(id)
  }

  /** It was seen to wait for its turn. */
  wait(id: string): void {
    if (!this.#began.has(id)) this.#waiting.add(id)
  }

  /** It will not begin any more. */
  forget(id: string): void {
    this.#waiting.delete(id)
  }

  /** The run returned, or its worker died or lost it. */
  end(id: string): void {
    this.#alive.delete(id)
  }
}

function jobOf(id: string): string {
  return parseEntryId(id).jobCode
}
