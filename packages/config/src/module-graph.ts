/** For each name the names that come before it; every one of those is a key as well. */
export type Earlier = ReadonlyMap<string, readonly string[]>

/** The names, each after all that come before it, and among those that may come next the first in key order. */
export function inOrder(earlier: Earlier): readonly string[] {
  const placing = new Placing(earlier)
  return placing.run()
}

/** A circle, each name requiring the one that follows it, the last the first; `undefined` when there is none. */
export function findCycle(earlier: Earlier): readonly string[] | undefined {
  const placed = new Set(inOrder(earlier))
  const stuck = (name: string): string | undefined => earlier.get(name)?.find((before) => !placed.has(before))
  const path: string[] = []
  let at = [...earlier.keys()].find((name) => !placed.has(name))
  // Each that could not be placed waits for another that could not.
  while (at !== undefined && !path.includes(at)) {
    path.push(at)
    at = stuck(at)
  }
  return at === undefined ? undefined : path.slice(path.indexOf(at))
}

class Placing {
  readonly #ranks: ReadonlyMap<string, number>
  readonly #waiting: Map<string, number>
  readonly #later: ReadonlyMap<string, string[]>
  /** Those that may come next, the first of them last. */
  readonly #ready: string[]

  constructor(earlier: Earlier) {
    this.#ranks = new Map([...earlier.keys()].map((name, rank) => [name, rank]))
    this.#later = new Map([...earlier.keys()].map((name) => [name, []]))
    this.#waiting = new Map([...earlier].map(([name, before]) => [name, before.length]))
    for (const [name, before] of earlier) {
      for (const other of before) this.#later.get(other)?.push(name)
    }
    this.#ready = [...earlier.keys()].filter((name) => this.#waiting.get(name) === 0).toReversed()
  }

  run(): readonly string[] {
    const placed: string[] = []
    for (let name = this.#ready.pop(); name !== undefined; name = this.#ready.pop()) {
      placed.push(name)
      for (const later of this.#later.get(name) ?? []) this.#oneLess(later)
    }
    return placed
  }

  #oneLess(name: string): void {
    const left = (this.#waiting.get(name) ?? 0) - 1
    this.#waiting.set(name, left)
    if (left > 0) return
    const rank = (other: string): number => this.#ranks.get(other) ?? 0
    const at = this.#ready.findLastIndex((other) => rank(other) > rank(name))
    this.#ready.splice(at + 1, 0, name)
  }
}
