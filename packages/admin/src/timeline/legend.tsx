import { memo, type ReactNode, useEffect, useRef } from 'react'
import { STATUSES, useStatusTexts } from '../shell/status'
import { drawScene } from './draw'
import type { LaneMarks, Mark } from './lane'
import type { Look } from './look'
import type { Scene } from './scene'
import { useTimelineTexts } from './texts'

const WIDTH = 26
const HEIGHT = 20

const NOTHING: LaneMarks = {
  marks: [],
  bins: [],
  most: 1,
  gaps: [],
  pauses: [],
  purged: [],
  planned: [],
  stretches: [],
}
const WHOLE = { from: 2, to: WIDTH - 2, nth: 0 }
const RAN: readonly string[] = ['running', 'success', 'error', 'killed']

/** What the signs of the picture mean, drawn as the picture draws them: colour, form and pattern. */
export const Legend = memo(function Legend({ look }: { readonly look: Look }): ReactNode {
  const say = useTimelineTexts()
  const sayStatus = useStatusTexts()
  return (
    <ul aria-label={say('legend')} className="tl-legend">
      {STATUSES.map((status) => (
        <li key={status}>
          <Sign lane={{ ...NOTHING, marks: [markLike(status)] }} look={look} />
          {sayStatus(status)}
        </li>
      ))}
      {(['planned', 'gap', 'pause', 'purged'] as const).map((kind) => (
        <li key={kind}>
          <Sign lane={bandLike(kind)} look={look} />
          {say(kind)}
        </li>
      ))}
    </ul>
  )
})

function Sign({ lane, look }: { readonly lane: LaneMarks; readonly look: Look }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = canvas.current && sharpContext(canvas.current, WIDTH, HEIGHT)
    if (context) drawScene(context, sceneOf(lane, look))
  })
  return <canvas aria-hidden ref={canvas} style={{ width: WIDTH, height: HEIGHT }} />
}

/** A canvas that is as sharp as the screen it is on. */
export function sharpContext(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width !== wide) canvas.width = wide
  if (canvas.height !== high) canvas.height = high
  const context = canvas.getContext('2d')
  context?.setTransform(ratio, 0, 0, ratio, 0, 0)
  return context
}

function markLike(status: Mark['status']): Mark {
  const hasRun = RAN.includes(status)
  const [from, to] = hasRun ? [3, WIDTH - 3] : [WIDTH / 2, WIDTH / 2]
  const entry: Mark['entry'] = {
    id: status,
    status,
    source: 'calendar',
    scheduledAt: '',
    startedAt: null,
    finishedAt: null,
    durationMs: null,
    attempt: 1,
    reason: null,
    waitsFor: null,
  }
  return { entry, status, at: from, from, to, hasRun }
}

function bandLike(kind: 'planned' | 'gap' | 'pause' | 'purged'): LaneMarks {
  if (kind === 'planned') return { ...NOTHING, planned: [WIDTH / 4, WIDTH / 2, (3 * WIDTH) / 4] }
  if (kind === 'gap') return { ...NOTHING, gaps: [WHOLE] }
  if (kind === 'pause') return { ...NOTHING, pauses: [WHOLE] }
  return { ...NOTHING, purged: [{ ...WHOLE, counts: { success: 1 }, total: 1 }] }
}

function sceneOf(lane: LaneMarks, look: Look): Scene {
  const clear = 'transparent'
  return {
    view: { from: 0, to: WIDTH },
    width: WIDTH,
    height: HEIGHT,
    rowHeight: HEIGHT,
    top: 0,
    first: 0,
    rows: [{ kind: 'job', group: '', chunk: [], job: { code: 'sign', label: null, status: 'ok' } }],
    lanes: new Map([['sign', lane]]),
    sums: new Map(),
    look: { ...look, line: clear, dayLine: clear, future: clear },
    now: 2 * WIDTH,
    target: undefined,
    chosen: undefined,
    hovered: undefined,
    pointerX: undefined,
  }
}
