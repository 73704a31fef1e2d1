import type { CountedBin, Mark } from './lane'
import type { Scene } from './scene'
import { evenMs, spanOf } from './view'

const CELL_PX = 8
// So many in a cell, on average, can still be told apart.
const BEARABLE = 2

/** Entries that lie so close that nobody could tell them apart are counted, as the service counts where there are many. */
export function crowdsOf(
  { view, width }: Pick<Scene, 'view' | 'width'>,
  marks: readonly Mark[],
): { readonly marks: readonly Mark[]; readonly crowds: readonly CountedBin[] } {
  // Of an even length, so that cells stay where they are while the picture moves.
  const cellMs = evenMs((spanOf(view) / width) * CELL_PX)
  const cells = new Map<number, Mark[]>()
  const apart: Mark[] = []
  for (const mark of marks) {
    if (mark.status === 'pending' || mark.status === 'running') {
      apart.push(mark)
      continue
    }
    const cell = Math.floor(mark.from / cellMs)
    const own = cells.get(cell)
    if (own) own.push(mark)
    else cells.set(cell, [mark])
  }
  const finished = marks.length - apart.length
  if (finished <= cells.size * BEARABLE) return { marks, crowds: [] }
  return { marks: apart, crowds: [...cells].map(([cell, own]) => crowdOf(own, cell * cellMs, cellMs)) }
}

function crowdOf(marks: readonly Mark[], from: number, cellMs: number): CountedBin {
  const counts: Record<string, number> = {}
  for (const { status } of marks) counts[status] = (counts[status] ?? 0) + 1
  return { from, to: from + cellMs, nth: -1, counts, total: marks.length }
}
