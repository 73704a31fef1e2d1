import { parseEntryId } from '@horarium/core'

/** Sees every run begin and end, and notes what must never be. */
export class Witness {
  readonly faults: string[] = []
  readonly #began = new Map<string, number>()
  readonly #mayBegin: number
  readonly #alive = new Map<string, string>()

  /** Each entry may begin so often. */
  constructor(mayBegin: number) {
    this.#mayBegin = mayBegin
  }

  begin(id: string): void {
    const { jobCode } = parseEntryId(id)
    const other = this.#alive.get(jobCode)
    if (other !== undefined) this.faults.push(`${id} began while ${other} was alive`)
    const times = (this.#began.get(id) ?? 0) + 1
    if (times > this.#mayBegin) this.faults.push(`${id} began ${times} times`)
    this.#began.set(id, times)
    this.#alive.set(jobCode, id)
  }

  /** The run returned, or its worker died or lost it. */
  end(id: string): void {
    const { jobCode } = parseEntryId(id)
    if (this.#alive.get(jobCode) === id) this.#alive.delete(jobCode)
  }
}
