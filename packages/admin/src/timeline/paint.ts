import { STATUSES, type Status } from '../shell/status'
import { type Layers, STACKED } from './layers'
import type { Look } from './look'
import { hatch } from './strokes'

const OPAQUE: Readonly<Record<Status, number>> = {
  pending: 0.9,
  running: 1,
  success: 0.85,
  error: 1,
  missed: 1,
  skipped: 1,
  killed: 1,
}

/** Puts the layers on the canvas, those that matter most last. */
export function paint(context: CanvasRenderingContext2D, layers: Layers, look: Look): void {
  fillHatched(context, layers.pauses, { look, color: look.pause, lean: 'rising' })
  fillHatched(context, layers.gaps, { look, color: look.hatch, lean: 'falling' })
  for (const status of STACKED) {
    fill(context, layers.faded[status], { style: look.status[status], alpha: status === 'success' ? 0.3 : 0.75 })
  }
  fill(context, layers.stretches, { style: look.faint, alpha: 0.45 })
  fill(context, layers.planned, { style: look.faint })
  fill(context, layers.waits, { style: look.dimmed, alpha: 0.8 })
  for (const status of STACKED)
    fill(context, layers.stacks[status], { style: look.status[status], alpha: OPAQUE[status] })
  for (const status of ['success', 'skipped', 'running', 'killed', 'missed', 'error'] as const) {
    fill(context, layers.bars[status], { style: look.status[status], alpha: OPAQUE[status] })
  }
  const stripes = hatch(context, 'rgba(255,255,255,0.45)', 'rising')
  for (const status of ['running', 'error'] as const) fill(context, layers.bars[status], { style: stripes })
  fill(context, layers.bars.killed, { style: hatch(context, 'rgba(0,0,0,0.4)', 'falling') })
  for (const status of STATUSES) strokeSigns(context, layers.signs[status], { color: look.status[status], look })
  writeLabels(context, layers.labels, look)
}

interface Fill {
  readonly style: string | CanvasPattern
  readonly alpha?: number
}

function fill(context: CanvasRenderingContext2D, path: Path2D, { style, alpha = 1 }: Fill): void {
  context.globalAlpha = alpha
  context.fillStyle = style
  context.fill(path)
  context.globalAlpha = 1
}

interface Hatched {
  readonly look: Look
  readonly color: string
  readonly lean: 'rising' | 'falling'
}

function fillHatched(context: CanvasRenderingContext2D, path: Path2D, { color, lean }: Hatched): void {
  fill(context, path, { style: color, alpha: 0.12 })
  fill(context, path, { style: hatch(context, color, lean) })
}

function strokeSigns(
  context: CanvasRenderingContext2D,
  path: Path2D,
  { color, look }: { readonly color: string; readonly look: Look },
): void {
  context.fillStyle = look.paper
  context.fill(path)
  context.strokeStyle = color
  context.lineWidth = 1.8
  context.stroke(path)
}

function writeLabels(context: CanvasRenderingContext2D, labels: Layers['labels'], look: Look): void {
  context.font = `600 10px ${look.font}`
  context.textBaseline = 'middle'
  context.fillStyle = '#fff'
  for (const { text, box } of labels) {
    context.fillText(text, Math.max(4, box.x + 5), box.y + box.height / 2 + 0.5, box.width - 8)
  }
}
