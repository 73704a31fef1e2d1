import type { Sender } from '@horarium/queue'

type Place = Parameters<Sender['send']>[1]

interface Waiting {
  readonly id: string
  /** Of two the smaller goes first. */
  readonly rank: number
}

// As BullMQ has it: what was sent without a priority goes before all that has one.
const RANK_OF_ZERO = 1_000

/** Ids in the order in which a lane's queue would hand them out. */
export class Line implements Sender {
  #waiting: readonly Waiting[] = []

  readonly send = async (ids: readonly string[], place?: Place): Promise<void> => {
    const added = ids.map((id) => ({ id, rank: typeof place === 'number' ? RANK_OF_ZERO - place : 0 }))
    const all = place === 'front' ? [...added, ...this.#waiting] : [...this.#waiting, ...added]
    this.#waiting = all.toSorted((a, b) => a.rank - b.rank)
  }

  /** One that still waits is not sent twice. */
  readonly sendAgain = (ids: readonly string[], place?: Place): Promise<void> => {
    const here = new Set(this.#waiting.map(({ id }) => id))
    return this.send(
      ids.filter((id) => !here.has(id)),
      place,
    )
  }

  readonly sendAnew: Sender['sendAnew'] = this.send

  close(): Promise<void> {
    return Promise.resolve()
  }

  /** Takes the first ones out. */
  take(most: number): readonly string[] {
    const taken = this.#waiting.slice(0, Math.max(0, most))
    this.#waiting = this.#waiting.slice(taken.length)
    return taken.map(({ id }) => id)
  }
}
