import { crowdsOf } from './crowds'
import type { Band, LaneMarks, Mark } from './lane'
import { instantAt, markExtent, type Scene, type Target, xOf } from './scene'

const NEAR_PX = 4
// What lies on top is found first.
const ORDER = ['error', 'missed', 'killed', 'running', 'skipped', 'pending', 'success'] as const

/** What is drawn at a place of the picture. */
export function pick(scene: Scene, x: number, y: number): Target | undefined {
  const row = scene.rows[Math.floor((y - scene.top) / scene.rowHeight)]
  if (!row) return undefined
  if (row.kind === 'group') {
    const bin = within(scene.sums.get(row.group)?.bins ?? [], instantAt(scene, x))
    if (bin) return { kind: 'sum', group: row.group, nth: bin.nth }
    const day = within(scene.sums.get(row.group)?.purged ?? [], instantAt(scene, x))
    return day && { kind: 'purgedSum', group: row.group, nth: day.nth }
  }
  const lane = scene.lanes.get(row.job.code)
  return lane && pickIn(scene, { job: row.job.code, lane }, x)
}

interface OfJob {
  readonly job: string
  readonly lane: LaneMarks
}

function pickIn(scene: Scene, { job, lane }: OfJob, x: number): Target | undefined {
  const { marks, crowds } = crowdsOf(scene, lane.marks)
  const mark = markAt(scene, marks, x)
  if (mark) return { kind: 'mark', job, mark }
  const instant = instantAt(scene, x)
  const crowd = within(crowds, instant)
  if (crowd) return { kind: 'crowd', job, bin: crowd }
  for (const [kind, bands] of [
    ['bin', lane.bins],
    ['gap', lane.gaps],
  ] as const) {
    const band = within(bands, instant)
    if (band) return { kind, job, nth: band.nth }
  }
  const planned = lane.planned.find((at) => Math.abs(xOf(scene, at) - x) <= NEAR_PX)
  if (planned !== undefined) return { kind: 'planned', job, at: planned }
  for (const [kind, bands] of [
    ['stretch', lane.stretches],
    ['pause', lane.pauses],
    ['purged', lane.purged],
  ] as const) {
    const band = within(bands, instant)
    if (band) return { kind, job, nth: band.nth }
  }
  return undefined
}

function within<One extends Band>(bands: readonly One[], instant: number): One | undefined {
  return bands.find(({ from, to }) => instant >= from && instant < to)
}

// The nearest; of those as near, what lies on top.
function markAt(scene: Scene, marks: readonly Mark[], x: number): Mark | undefined {
  let best: { readonly mark: Mark; readonly far: number } | undefined
  for (const mark of marks) {
    const { x: left, width } = markExtent(scene, mark)
    const far = x < left ? left - x : Math.max(0, x - left - width)
    if (far > NEAR_PX) continue
    const isBetter =
      !best || far < best.far || (far === best.far && ORDER.indexOf(mark.status) < ORDER.indexOf(best.mark.status))
    if (isBetter) best = { mark, far }
  }
  return best?.mark
}

/** The entry of a lane before or after an instant. */
export function markBeside(lane: LaneMarks, instant: number, step: 1 | -1): Mark | undefined {
  const marks = lane.marks.toSorted((a, b) => step * (a.from - b.from))
  return marks.find(({ from }) => step * (from - instant) > 0)
}

/** Where a target stands, for what is said of it to stand beside. */
export function placeOf(scene: Scene, target: Target): number | undefined {
  if (target.kind === 'mark') return markExtent(scene, target.mark).x
  if (target.kind === 'planned') return xOf(scene, target.at)
  return undefined
}
