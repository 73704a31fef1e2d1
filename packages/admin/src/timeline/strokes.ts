import type { Status } from '../shell/status'
import { NARROWEST } from './scene'

const ROUND_FROM = 5
const RADIUS = 2.5

/** How much of a lane's height a run takes: what went wrong stands out by its size as well. */
const TALL: Readonly<Record<Status, number>> = {
  pending: 0.5,
  running: 0.62,
  success: 0.5,
  error: 0.86,
  missed: 0.86,
  skipped: 0.5,
  killed: 0.7,
}

/** A place on the canvas. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where in its lane a run is drawn. */
export function barIn(lane: Box, status: Status, extent: { readonly x: number; readonly width: number }): Box {
  const height = Math.round(lane.height * TALL[status])
  return { ...extent, y: lane.y + Math.round((lane.height - height) / 2), height }
}

/** Adds a run to a path. */
export function addBar(path: Path2D, { x, y, width, height }: Box): void {
  if (width < ROUND_FROM) path.rect(x, y, Math.max(NARROWEST, width), height)
  else path.roundRect(x, y, width, height, Math.min(RADIUS, height / 3))
}

/** Adds what never ran, or is to come, to a path; its form says what it is. */
export function addSign(
  path: Path2D,
  status: Status,
  { x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number },
): void {
  if (status === 'missed') addPolygon(path, [x, y - 5.5], [x + 5.5, y], [x, y + 5.5], [x - 5.5, y])
  else if (status === 'skipped') addPolygon(path, [x - 3.5, y - 4.5], [x + 4.5, y], [x - 3.5, y + 4.5])
  else if (status === 'killed') addCross(path, x, y)
  else if (status === 'error') addPolygon(path, [x, y - 5], [x + 5.5, y + 4.5], [x - 5.5, y + 4.5])
  else {
    path.moveTo(x + radius, y)
    path.arc(x, y, radius, 0, 2 * Math.PI)
  }
}

type Point = readonly [x: number, y: number]

function addPolygon(path: Path2D, ...points: readonly [Point, ...Point[]]): void {
  const [first, ...rest] = points
  path.moveTo(...first)
  for (const point of rest) path.lineTo(...point)
  path.closePath()
}

function addCross(path: Path2D, x: number, y: number): void {
  path.moveTo(x - 4, y - 4)
  path.lineTo(x + 4, y + 4)
  path.moveTo(x + 4, y - 4)
  path.lineTo(x - 4, y + 4)
}

const patterns = new Map<string, CanvasPattern>()

/** A pattern of slanting lines: `rising` ones like `/`, else like `\`. */
export function hatch(
  context: CanvasRenderingContext2D,
  color: string,
  lean: 'rising' | 'falling',
): CanvasPattern | string {
  const name = `${color} ${lean}`
  const pattern = patterns.get(name) ?? context.createPattern(hatchTile(color, lean), 'repeat')
  if (!pattern) return color
  patterns.set(name, pattern)
  return pattern
}

function hatchTile(color: string, lean: 'rising' | 'falling'): HTMLCanvasElement {
  const size = 7
  const tile = document.createElement('canvas')
  tile.width = size
  tile.height = size
  const pen = tile.getContext('2d')
  if (!pen) return tile
  pen.strokeStyle = color
  pen.lineWidth = 1.2
  pen.beginPath()
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift, lean === 'rising' ? size : 0)
    pen.lineTo(shift + size, lean === 'rising' ? 0 : size)
  }
  pen.stroke()
  return tile
}
