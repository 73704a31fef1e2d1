import type { Language } from '../shell/language'
import { dateFormat } from '../shell/times'
import { instantAt, type Scene, xOf } from './scene'
import { isDayLine, isMidnight, ticksOf } from './ticks'

type Axis = Pick<Scene, 'view' | 'width' | 'look' | 'now'>

export const AXIS_HEIGHT = 44
const LOCAL_Y = 15
const UTC_Y = 33
const PILL_PADDING = 6

interface Pointing {
  readonly language: Language
  /** Where it is pointed at. */
  readonly pointerX: number | undefined
}

/** The hours over the picture: the reader's own above, UTC below. */
export function drawAxis(context: CanvasRenderingContext2D, axis: Axis, { language, pointerX }: Pointing): void {
  const { width } = axis
  context.clearRect(0, 0, width, AXIS_HEIGHT)
  context.textBaseline = 'middle'
  context.textAlign = 'left'
  const pills = pillsOf(context, axis, { language, pointerX })
  let free = -Infinity
  for (const tick of ticksOf(axis)) free = drawTick(context, axis, { tick, language, pills, free })
  for (const pill of pills) drawPill(context, axis, pill)
}

// What is pointed at hides the present where there is no room for both.
function pillsOf(context: CanvasRenderingContext2D, axis: Axis, { language, pointerX }: Pointing): readonly Pill[] {
  const { look, now } = axis
  const x = xOf(axis, now)
  const present = pillAt(context, axis, { x, text: clock(language, axis).format(now), color: look.now })
  const isHere = x >= 0 && x <= axis.width
  if (pointerX === undefined) return isHere ? [present] : []
  const text = exact(language).format(instantAt(axis, pointerX))
  const pointer = pillAt(context, axis, { x: pointerX, text, color: look.dimmed })
  const isFree = pointer.left + pointer.width < present.left || pointer.left > present.left + present.width
  return isHere && isFree ? [present, pointer] : [pointer]
}

interface Tick {
  readonly tick: Date
  readonly language: Language
  /** What is not to be written over. */
  readonly pills: readonly Pill[]
  /** From where on there is room. */
  readonly free: number
}

function drawTick(context: CanvasRenderingContext2D, axis: Axis, { tick, language, pills, free }: Tick): number {
  const { look } = axis
  const x = Math.round(xOf(axis, tick.getTime()))
  const isDay = isMidnight(tick)
  context.fillStyle = isDayLine(axis, tick) ? look.dayLine : look.line
  context.fillRect(x, 0, 1, AXIS_HEIGHT)
  context.fillStyle = look.text
  context.font = `${isDay ? 700 : 500} 11px ${look.font}`
  const text = (isDay ? day(language, axis) : clock(language, axis)).format(tick)
  const end = x + 5 + context.measureText(text).width
  const isFree = x + 5 > free && pills.every(({ left, width }) => end < left - 2 || x + 5 > left + width + 2)
  if (isFree) context.fillText(text, x + 5, LOCAL_Y)
  context.fillStyle = look.dimmed
  context.font = `400 10px ${look.font}`
  context.fillText(utc(language).format(tick), x + 5, UTC_Y)
  return isFree ? end + 8 : free
}

interface Pill {
  readonly left: number
  readonly width: number
  readonly text: string
  readonly color: string
}

const PILL_FONT = '600 11px'

function pillAt(
  context: CanvasRenderingContext2D,
  { look, width: room }: Axis,
  { x, text, color }: { readonly x: number; readonly text: string; readonly color: string },
): Pill {
  context.font = `${PILL_FONT} ${look.font}`
  const width = context.measureText(text).width + 2 * PILL_PADDING
  return { left: Math.min(room - width, Math.max(0, x - width / 2)), width, text, color }
}

function drawPill(context: CanvasRenderingContext2D, { look }: Axis, { left, width, text, color }: Pill): void {
  context.font = `${PILL_FONT} ${look.font}`
  context.fillStyle = color
  context.beginPath()
  context.roundRect(left, LOCAL_Y - 9, width, 18, 9)
  context.fill()
  context.fillStyle = look.paper
  context.fillText(text, left + PILL_PADDING, LOCAL_Y + 0.5)
}

const FINE_BELOW_MS = 10 * 60_000
const WEEKDAYS_BELOW_MS = 12 * 86_400_000

function clock(language: Language, { view }: Pick<Axis, 'view'>): Intl.DateTimeFormat {
  const second = view.to - view.from < FINE_BELOW_MS ? ({ second: '2-digit' } as const) : {}
  return dateFormat(language, { hour: '2-digit', minute: '2-digit', ...second })
}

function exact(language: Language): Intl.DateTimeFormat {
  return dateFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
}

function day(language: Language, { view }: Pick<Axis, 'view'>): Intl.DateTimeFormat {
  const weekday = view.to - view.from < WEEKDAYS_BELOW_MS ? ({ weekday: 'short' } as const) : {}
  return dateFormat(language, { ...weekday, day: 'numeric', month: 'short' })
}

function utc(language: Language): Intl.DateTimeFormat {
  return dateFormat(language, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })
}
