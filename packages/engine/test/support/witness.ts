import { parseEntryId } from '@horarium/core'

/** Sees every run begin and end, and notes what must never be. */
export class Witness {
  readonly faults: string[] = []
  readonly #began = new Set<string>()
  readonly #alive = new Map<string, string>()

  begin(id: string): void {
    const { jobCode } = parseEntryId(id)
    const other = this.#alive.get(jobCode)
    if (other !== undefined) this.faults.push(`${id} began while ${other} was alive`)
    if (this.#began.has(id)) this.faults.push(`${id} began twice`)
    this.#began.add(id)
    this.#alive.set(jobCode, id)
  }

  /** The run returned, or its worker died or lost it. */
  end(id: string): void {
    const { jobCode } = parseEntryId(id)
    if (this.#alive.get(jobCode) === id) this.#alive.delete(jobCode)
  }
}
