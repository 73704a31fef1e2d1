import { addLane, addSums, newLayers } from './layers'
import { paint } from './paint'
import { markExtent, type Scene, xOf } from './scene'
import type { Box } from './strokes'
import { isDayLine, ticksOf } from './ticks'

const PADDING = 3

/** Draws the picture. Of all there is only what is in sight costs time. */
export function drawScene(context: CanvasRenderingContext2D, scene: Scene): void {
  context.clearRect(0, 0, scene.width, scene.height)
  drawGround(context, scene)
  const layers = newLayers()
  for (const [index, row] of scene.rows.entries()) {
    const box = laneBox(scene, index)
    if (row.kind === 'group') addSums(layers, scene, { sums: scene.sums.get(row.group), box })
    else addLane(layers, scene, { lane: scene.lanes.get(row.job.code), box })
  }
  paint(context, layers, scene.look)
  drawTarget(context, scene)
  drawPointer(context, scene)
  drawNow(context, scene)
}

// Where the lane of a line lies.
function laneBox({ top, rowHeight, width }: Scene, index: number): Box {
  return { x: 0, y: top + index * rowHeight + PADDING, width, height: rowHeight - 2 * PADDING }
}

function drawGround(context: CanvasRenderingContext2D, scene: Scene): void {
  const { look, width, height, rowHeight, top, now } = scene
  const future = Math.max(0, xOf(scene, now))
  context.fillStyle = look.future
  if (future < width) context.fillRect(future, 0, width - future, height)
  for (const [index, row] of scene.rows.entries()) {
    const y = top + index * rowHeight
    context.fillStyle = row.kind === 'group' ? look.groupLane : look.lane
    const place = scene.first + index
    if (row.kind === 'group' || place % 2 === 1) context.fillRect(0, y, width, rowHeight)
    if (place === scene.chosen || place === scene.hovered) {
      context.fillStyle = place === scene.chosen ? look.chosen : look.groupLane
      context.fillRect(0, y, width, rowHeight)
    }
  }
  for (const tick of ticksOf(scene)) {
    context.fillStyle = isDayLine(scene, tick) ? look.dayLine : look.line
    context.fillRect(Math.round(xOf(scene, tick.getTime())), 0, 1, height)
  }
}

function drawTarget(context: CanvasRenderingContext2D, scene: Scene): void {
  const { target, look } = scene
  if (target?.kind !== 'mark') return
  const index = scene.rows.findIndex((row) => row.kind === 'job' && row.job.code === target.job)
  if (index < 0) return
  const lane = laneBox(scene, index)
  const extent = markExtent(scene, target.mark)
  context.strokeStyle = look.text
  context.lineWidth = 1.5
  context.beginPath()
  context.roundRect(extent.x - 2, lane.y - 0.5, extent.width + 4, lane.height + 1, 4)
  context.stroke()
}

function drawPointer(context: CanvasRenderingContext2D, { pointerX, height, look }: Scene): void {
  if (pointerX === undefined) return
  context.fillStyle = look.dayLine
  context.fillRect(Math.round(pointerX), 0, 1, height)
}

function drawNow(context: CanvasRenderingContext2D, scene: Scene): void {
  const x = xOf(scene, scene.now)
  if (x < 0 || x > scene.width) return
  context.fillStyle = scene.look.now
  context.fillRect(Math.round(x) - 0.75, 0, 1.5, scene.height)
}
