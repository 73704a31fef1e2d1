import { type KeyboardEvent, type RefObject, useState } from 'react'
import { useLocation } from 'wouter'
import { entryPage, jobPage } from '../shell/paths'
import type { Lane, Mark } from './lane'
import { markBeside } from './pick'
import type { Row } from './rows'
import type { ViewState } from './use-view'
import { panned, spanOf, type View, zoomed } from './view'

/** The line, and the entry in it, that the keys act on. */
export interface Chosen {
  readonly row: number
  readonly mark: Mark | undefined
}

interface Surroundings {
  readonly rows: readonly Row[]
  readonly lanes: ReadonlyMap<string, Lane>
  readonly state: ViewState
  readonly scroller: RefObject<HTMLElement | null>
  readonly rowHeight: number
  readonly toggle: (group: string) => void
}

/** Moves through the picture with the keys alone. */
export function useChosen(around: Surroundings): {
  readonly chosen: Chosen | undefined
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly forget: () => void
} {
  const [kept, choose] = useState<Chosen>()
  const [, go] = useLocation()
  const { rows, lanes, state, toggle } = around
  const row = kept && rows[kept.row]
  const chosen = kept && { ...kept, mark: newest(kept.mark, row, lanes) }
  const toRow = (to: number): void => {
    const next = Math.min(rows.length - 1, Math.max(0, to))
    choose({ row: next, mark: undefined })
    bringIntoSight(around, next)
  }
  const step = (by: 1 | -1): void => {
    const lane = row?.kind === 'job' ? lanes.get(row.job.code) : undefined
    if (!chosen || !lane) return
    const from = chosen.mark?.from ?? (by === 1 ? state.view.from : state.view.to)
    const mark = markBeside(lane, from, by)
    if (!mark) return
    choose({ ...chosen, mark })
    if (mark.from < state.view.from || mark.from > state.view.to) state.lookAt(centred(state.view, mark.from))
  }
  const open = (): void => {
    if (chosen?.mark) go(entryPage(chosen.mark.entry.id))
    else if (row?.kind === 'group') toggle(row.group)
    else if (row) go(jobPage(row.job.code))
  }
  const acts: Readonly<Record<string, () => void>> = {
    ...movesOf(state),
    ArrowDown: () => toRow(chosen ? chosen.row + 1 : 0),
    ArrowUp: () => toRow(chosen ? chosen.row - 1 : 0),
    '.': () => step(1),
    ';': () => step(1),
    ',': () => step(-1),
    Enter: open,
    Escape: () => choose(undefined),
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // What stands inside, a link or a fold, has keys of its own.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const act = acts[event.shiftKey && event.key.startsWith('Arrow') ? `Shift ${event.key}` : event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  return { chosen, onKeyDown, forget: () => choose(undefined) }
}

// What ran when it was chosen may have ended.
function newest(mark: Mark | undefined, row: Row | undefined, lanes: ReadonlyMap<string, Lane>): Mark | undefined {
  if (!mark || row?.kind !== 'job') return mark
  return lanes.get(row.job.code)?.marks.find(({ entry }) => entry.id === mark.entry.id) ?? mark
}

function movesOf({ view, lookAt, follow }: ViewState): Readonly<Record<string, () => void>> {
  return {
    ArrowLeft: () => lookAt(panned(view, -0.1)),
    ArrowRight: () => lookAt(panned(view, 0.1)),
    'Shift ArrowLeft': () => lookAt(panned(view, -0.5)),
    'Shift ArrowRight': () => lookAt(panned(view, 0.5)),
    '+': () => lookAt(zoomed(view, 0.5)),
    '=': () => lookAt(zoomed(view, 0.5)),
    '-': () => lookAt(zoomed(view, 2)),
    n: () => follow(),
    Home: () => follow(),
  }
}

function centred(view: View, instant: number): View {
  const from = instant - spanOf(view) / 2
  return { from, to: from + spanOf(view) }
}

function bringIntoSight({ scroller: { current }, rowHeight }: Surroundings, row: number): void {
  if (!current) return
  const top = row * rowHeight
  if (top < current.scrollTop) current.scrollTop = top
  else if (top + rowHeight > current.scrollTop + current.clientHeight)
    current.scrollTop = top + rowHeight - current.clientHeight
}
