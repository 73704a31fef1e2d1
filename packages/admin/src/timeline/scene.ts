import type { CountedBin, GroupSums, LaneMarks, Mark } from './lane'
import type { Look } from './look'
import type { Row } from './rows'
import type { View } from './view'

/** Everything the picture is drawn from. Lengths are CSS pixels. */
export interface Scene {
  readonly view: View
  readonly width: number
  readonly height: number
  readonly rowHeight: number
  /** The lines in sight, the place of the first of them among all, and where it begins, above the edge or at it. */
  readonly rows: readonly Row[]
  readonly first: number
  readonly top: number
  readonly lanes: ReadonlyMap<string, LaneMarks>
  readonly sums: ReadonlyMap<string, GroupSums>
  readonly look: Look
  readonly now: number
  readonly target: Target | undefined
  /** The places among all of the line that the keys act on, and of the one that is pointed at. */
  readonly chosen: number | undefined
  readonly hovered: number | undefined
  /** Where it is pointed at, from the left. */
  readonly pointerX: number | undefined
}

/** What is pointed at, or chosen with the keys. */
export type Target =
  | { readonly kind: 'mark'; readonly job: string; readonly mark: Mark }
  | { readonly kind: 'bin' | 'gap' | 'pause' | 'purged' | 'stretch'; readonly job: string; readonly nth: number }
  | { readonly kind: 'planned'; readonly job: string; readonly at: number }
  | { readonly kind: 'crowd'; readonly job: string; readonly bin: CountedBin }
  | { readonly kind: 'sum' | 'purgedSum'; readonly group: string; readonly nth: number }

/** Where an instant stands, from the left. */
export function xOf({ view, width }: Pick<Scene, 'view' | 'width'>, instant: number): number {
  return ((instant - view.from) / (view.to - view.from)) * width
}

/** Which instant stands there. */
export function instantAt({ view, width }: Pick<Scene, 'view' | 'width'>, x: number): number {
  return view.from + (x / width) * (view.to - view.from)
}

/** The part of a stretch of time that is in sight, somewhat more; nothing when none of it is. */
export function extentOf(
  scene: Pick<Scene, 'view' | 'width'>,
  from: number,
  to: number,
): { readonly x: number; readonly width: number } | undefined {
  if (to < scene.view.from || from > scene.view.to) return undefined
  const x = Math.max(-8, xOf(scene, from))
  return { x, width: Math.min(scene.width + 8, xOf(scene, to)) - x }
}

/** Where a mark is drawn. What ran is at least so wide that it is seen. */
export function markExtent(
  scene: Scene,
  { from, to = scene.now, hasRun }: Mark,
): { readonly x: number; readonly width: number } {
  const x = xOf(scene, from)
  if (!hasRun) return { x: x - MARK_RADIUS, width: 2 * MARK_RADIUS }
  return { x, width: Math.max(NARROWEST, xOf(scene, Math.max(from, to)) - x) }
}

export const NARROWEST = 3
export const MARK_RADIUS = 4
