const MOST_GROUPS = 100
const OTHER = 'other'

/** Names groups in labels; beyond the first hundred all are `other`, so that no series grows without end. */
export class GroupLabels {
  readonly #named = new Set<string>()

  of(group: string): string {
    if (this.#named.has(group)) return group
    if (this.#named.size >= MOST_GROUPS) return OTHER
    this.#named.add(group)
    return group
  }
}
