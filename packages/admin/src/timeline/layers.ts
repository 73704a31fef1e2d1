import { languageNow } from '../shell/language'
import { STATUSES, type Status } from '../shell/status'
import { formatDuration } from '../shell/times'
import { crowdsOf } from './crowds'
import type { Band, CountedBin, GroupSums, LaneMarks, Mark } from './lane'
import { extentOf, MARK_RADIUS, markExtent, type Scene, xOf } from './scene'
import { addBar, addSign, barIn, type Box } from './strokes'

const LABEL_FROM_PX = 54
const THINNEST = 2.5
const PURGED_TALL = 0.6
/** From the bottom of a bin upwards: what went wrong lies on top. */
export const STACKED = ['success', 'skipped', 'missed', 'killed', 'error'] as const

/** What is drawn in one go, over all lanes: a canvas is slow at changing colours, not at drawing. */
export interface Layers {
  readonly bars: Readonly<Record<Status, Path2D>>
  readonly signs: Readonly<Record<Status, Path2D>>
  readonly stacks: Readonly<Record<Status, Path2D>>
  readonly waits: Path2D
  readonly planned: Path2D
  readonly stretches: Path2D
  readonly gaps: Path2D
  readonly pauses: Path2D
  /** Of what was purged. */
  readonly faded: Readonly<Record<Status, Path2D>>
  readonly labels: { readonly text: string; readonly box: Box; readonly status: Status }[]
}

function byStatus(): Readonly<Record<Status, Path2D>> {
  return Object.fromEntries(STATUSES.map((status) => [status, new Path2D()])) as Record<Status, Path2D>
}

/** Nothing yet. */
export function newLayers(): Layers {
  return {
    bars: byStatus(),
    signs: byStatus(),
    stacks: byStatus(),
    waits: new Path2D(),
    planned: new Path2D(),
    stretches: new Path2D(),
    gaps: new Path2D(),
    pauses: new Path2D(),
    faded: byStatus(),
    labels: [],
  }
}

/** Adds what a group did. */
export function addSums(
  layers: Layers,
  scene: Scene,
  { sums, box }: { readonly sums: GroupSums | undefined; readonly box: Box },
): void {
  addPurged(layers, scene, { days: sums?.purged ?? [], box })
  for (const bin of sums?.bins ?? []) addStack(layers.stacks, scene, { bin, box, most: sums?.most ?? 1 })
}

/** Adds what a job did, does and will do. */
export function addLane(
  layers: Layers,
  scene: Scene,
  { lane, box }: { readonly lane: LaneMarks | undefined; readonly box: Box },
): void {
  if (!lane) {
    // It is asked for.
    layers.stretches.rect(0, box.y + box.height / 2 - 0.5, box.width, 1)
    return
  }
  const band = (path: Path2D, { from, to }: Band): void => {
    const extent = extentOf(scene, from, to)
    if (extent) path.rect(extent.x, box.y, Math.max(2, extent.width), box.height)
  }
  for (const one of lane.pauses) band(layers.pauses, one)
  for (const one of lane.gaps) band(layers.gaps, one)
  addPurged(layers, scene, { days: lane.purged, box })
  const middle = box.y + box.height / 2
  for (const one of lane.stretches) {
    const extent = extentOf(scene, one.from, one.to)
    if (extent) layers.stretches.rect(extent.x, middle - 1.5, extent.width, 3)
  }
  for (const at of lane.planned) {
    const x = xOf(scene, at)
    if (x < -4 || x > scene.width + 4) continue
    layers.planned.moveTo(x + 1.8, middle)
    layers.planned.arc(x, middle, 1.8, 0, 2 * Math.PI)
  }
  for (const bin of lane.bins) addStack(layers.stacks, scene, { bin, box, most: lane.most })
  const { marks, crowds } = crowdsOf(scene, lane.marks)
  const most = Math.max(1, ...crowds.map(({ total }) => total))
  for (const bin of crowds) addStack(layers.stacks, scene, { bin, box, most })
  const radius = ringRadius(scene, marks)
  for (const mark of marks) addMark(layers, scene, { mark, box, radius })
}

// Of a job that is due every minute the rings would be one bar.
function ringRadius(scene: Scene, marks: readonly Mark[]): number {
  const waiting = marks.filter(({ status }) => status === 'pending').map(({ at }) => at)
  if (waiting.length < 2) return MARK_RADIUS
  const apart = (xOf(scene, Math.max(...waiting)) - xOf(scene, Math.min(...waiting))) / (waiting.length - 1)
  return Math.min(MARK_RADIUS, Math.max(1.2, apart / 2 - 0.8))
}

interface Purged {
  readonly days: readonly CountedBin[]
  readonly box: Box
}

function addPurged({ faded }: Layers, scene: Scene, { days, box }: Purged): void {
  const most = Math.max(1, ...days.map(({ total }) => total))
  const low = { ...box, y: box.y + box.height * (1 - PURGED_TALL), height: box.height * PURGED_TALL }
  for (const bin of days) addStack(faded, scene, { bin, box: low, most })
}

interface Stack {
  readonly bin: CountedBin
  readonly box: Box
  readonly most: number
}

function addStack(stacks: Layers['stacks'], scene: Scene, { bin, box, most }: Stack): void {
  // What is counted is over: the last bin ends at the present.
  const extent = extentOf(scene, bin.from, bin.from < scene.now ? Math.min(bin.to, scene.now) : bin.to)
  if (!extent) return
  const width = Math.max(1, extent.width - 1)
  const height = Math.max(3, box.height * Math.sqrt(bin.total / most))
  const tall = (count: number): number => (count === 0 ? 0 : Math.max(THINNEST, (height * count) / bin.total))
  const { success = 0, ...failed } = bin.counts
  // However few went wrong among how many, they are seen.
  const free = height - Object.values(failed).reduce((sum, count) => sum + tall(count), 0)
  let bottom = box.y + box.height
  for (const status of STACKED) {
    const own = status === 'success' ? Math.min(tall(success), Math.max(0, free)) : tall(failed[status] ?? 0)
    if (own <= 0) continue
    stacks[status].rect(extent.x, bottom - own, width, own)
    bottom -= own
  }
}

function addMark(
  layers: Layers,
  scene: Scene,
  { mark, box, radius }: { readonly mark: Mark; readonly box: Box; readonly radius: number },
): void {
  const extent = markExtent(scene, mark)
  if (extent.x > scene.width + 8 || extent.x + extent.width < -8) return
  const { status } = mark
  const middle = box.y + box.height / 2
  if (!mark.hasRun) {
    addSign(layers.signs[status], status, { x: xOf(scene, mark.at), y: middle, radius })
    return
  }
  const waited = extent.x - xOf(scene, mark.at)
  if (waited > 3) layers.waits.rect(extent.x - waited, middle - 0.5, waited, 1)
  const bar = barIn(box, status, extent)
  addBar(layers.bars[status], bar)
  if (bar.width >= LABEL_FROM_PX && bar.height >= 10 && mark.entry.durationMs !== null) {
    layers.labels.push({ text: formatDuration(mark.entry.durationMs, languageNow()), box: bar, status })
  }
}
