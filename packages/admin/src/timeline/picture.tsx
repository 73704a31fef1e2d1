import { useElementSize, useMergedRef } from '@mantine/hooks'
import { type PointerEvent, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useLanguage } from '../shell/language'
import { entryPage } from '../shell/paths'
import { Problem } from '../shell/states'
import { useStatusTexts } from '../shell/status'
import { formatInstant } from '../shell/times'
import { AXIS_HEIGHT, drawAxis } from './axis'
import { drawScene } from './draw'
import { HoverCard } from './hover-card'
import { Labels } from './labels'
import { sharpContext } from './legend'
import type { Look } from './look'
import { pick, placeOf } from './pick'
import { chunksOf, type Row } from './rows'
import type { Scene, Target } from './scene'
import { useTimelineTexts } from './texts'
import { useChosen } from './use-chosen'
import { useGestures } from './use-gestures'
import { useKeptRow } from './use-kept-row'
import { useLanes, useSums } from './use-timeline'
import type { ViewState } from './use-view'
import { askedTime, type View } from './view'

const NARROW_PX = 620
const AHEAD = 10
const MINUTE = 60_000
const ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone

interface PictureProps {
  readonly rows: readonly Row[]
  readonly state: ViewState
  readonly look: Look
  readonly rowHeight: number
  readonly toggle: (group: string) => void
}

interface Pointed {
  readonly x: number
  readonly y: number
  /** By a finger, that may want to reach what is told. */
  readonly isPinned: boolean
}

/** The lanes of all jobs on one clock. Of thousands only those in sight are drawn, labelled and asked for. */
export function Picture({ rows, state, look, rowHeight, toggle }: PictureProps): ReactNode {
  const say = useTimelineTexts()
  const language = useLanguage()
  const { view, now } = state
  const canvas = useRef<HTMLCanvasElement>(null)
  const axis = useRef<HTMLCanvasElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const { ref: measured, width: wide, height } = useElementSize<HTMLDivElement>()
  const merged = useMergedRef(scroller, measured)
  const [scrollTop, setScrollTop] = useState(0)
  useKeptRow({ scroller, rowHeight, scrollTop, isMeasured: height > 0 })
  const [pointed, point] = useState<Pointed>()
  const labelWidth = wide < NARROW_PX ? 112 : 250
  const width = Math.max(0, wide - labelWidth)

  const first = Math.max(0, Math.floor(scrollTop / rowHeight))
  const seen = Math.ceil(height / rowHeight) + 1
  const shown = useMemo(() => rows.slice(first, first + seen), [rows, first, seen])
  const wanted = { time: askedTime(view), view }
  const chunks = useMemo(
    () => chunksOf(rows.slice(Math.max(0, first - AHEAD), first + seen + AHEAD)),
    [rows, first, seen],
  )
  const { lanes, refused } = useLanes(chunks, wanted)
  const sums = useSums(wanted)
  const { chosen, onKeyDown, forget } = useChosen({ rows, lanes, state, scroller, rowHeight, toggle })

  const top = first * rowHeight - scrollTop
  const hovered = pointed && first + Math.floor((pointed.y - top) / rowHeight)
  const ground = { view, width, height, rowHeight, rows: shown, first, top, lanes, sums, look, now }
  const scene: Scene = { ...ground, chosen: chosen?.row, hovered, pointerX: pointed?.x, target: undefined }
  const target = targetOf(scene, { pointed, chosen, rows })
  useLayoutEffect(() => {
    const pen = canvas.current && sharpContext(canvas.current, width, height)
    if (pen) drawScene(pen, { ...scene, target })
    const axisPen = axis.current && sharpContext(axis.current, width, AXIS_HEIGHT)
    if (axisPen) drawAxis(axisPen, scene, { language, pointerX: pointed?.x })
  })
  useGestures(canvas, { view, width, lookAt: state.lookAt })
  const open = useOpener(state, toggle)
  const jobs = rows.reduce((sum, row) => sum + (row.kind === 'group' ? row.jobs : 0), 0)

  const move = ({ nativeEvent: { offsetX, offsetY }, pointerType }: PointerEvent): void => {
    if (pointerType !== 'touch') point({ x: offsetX, y: offsetY, isPinned: false })
  }
  const place = target && placeInPicture(scene, target, { pointed, chosen })
  return (
    <div aria-label={say('picture')} className="tl" onKeyDown={onKeyDown} role="application" tabIndex={0}>
      <div className="tl-head">
        <div className="tl-corner" style={{ width: labelWidth }}>
          <span>{say('jobs', { count: jobs })}</span>
          <span aria-hidden className="tl-zones">
            <span>{labelWidth > 200 ? ZONE : '\u00a0'}</span>
            <span>UTC</span>
          </span>
        </div>
        <canvas aria-hidden ref={axis} style={{ width, height: AXIS_HEIGHT, display: 'block' }} />
      </div>
      <div
        className="tl-scroll"
        onScroll={({ currentTarget }) => setScrollTop(currentTarget.scrollTop)}
        ref={merged}
        style={{ maxHeight: rows.length * rowHeight }}
      >
        <div style={{ height: rows.length * rowHeight, position: 'relative' }}>
          <canvas
            aria-hidden
            className="tl-canvas"
            data-points={target !== undefined || undefined}
            onClick={({ nativeEvent }) => {
              forget()
              const { offsetX: x, offsetY: y } = nativeEvent
              const isTouch = nativeEvent instanceof globalThis.PointerEvent && nativeEvent.pointerType === 'touch'
              if (isTouch) point({ x, y, isPinned: true })
              else open(scene, pick(scene, x, y))
            }}
            onPointerLeave={({ pointerType }) => pointerType !== 'touch' && point(undefined)}
            onPointerMove={move}
            ref={canvas}
            style={{ width, height, marginLeft: labelWidth }}
          />
          <div className="tl-labels" style={{ width: labelWidth }}>
            <Labels
              chosen={chosen?.row}
              first={first}
              hovered={hovered}
              lanes={lanes}
              now={Math.floor(now / MINUTE) * MINUTE}
              rowHeight={rowHeight}
              rows={shown}
              toggle={toggle}
            />
          </div>
        </div>
      </div>
      {target && place && (
        <div className="tl-over" style={{ left: labelWidth, top: AXIS_HEIGHT + 1, width, height }}>
          <HoverCard
            isPinned={pointed?.isPinned ?? false}
            lanes={lanes}
            place={{ ...place, width, height }}
            sums={sums}
            target={target}
          />
        </div>
      )}
      <Spoken chosen={chosen} rows={rows} />
      {refused && <Problem refused={refused} />}
    </div>
  )
}

type Choice = Pick<ReturnType<typeof useChosen>, 'chosen'> & { readonly pointed: Pointed | undefined }

function targetOf(
  scene: Scene,
  { pointed, chosen, rows }: Choice & { readonly rows: readonly Row[] },
): Target | undefined {
  const row = chosen && rows[chosen.row]
  if (chosen?.mark && row?.kind === 'job') return { kind: 'mark', job: row.job.code, mark: chosen.mark }
  return pointed && pick(scene, pointed.x, pointed.y)
}

function placeInPicture(
  scene: Scene,
  target: Target,
  { pointed, chosen }: Choice,
): { readonly x: number; readonly y: number } | undefined {
  if (!chosen?.mark) return pointed
  return { x: placeOf(scene, target) ?? 0, y: scene.top + (chosen.row - scene.first + 1) * scene.rowHeight }
}

// A bin becomes as wide as a twelfth of the picture.
const BIN_SHARE = 12

function useOpener(
  state: ViewState,
  toggle: (group: string) => void,
): (scene: Scene, target: Target | undefined) => void {
  const [, go] = useLocation()
  return ({ lanes, sums, rows }, target) => {
    if (target?.kind === 'mark') go(entryPage(target.mark.entry.id))
    if (target?.kind === 'crowd') lookInto(state, target.bin)
    if (target?.kind === 'bin') lookInto(state, binOf(lanes.get(target.job)?.bins, target.nth))
    if (!target || !('group' in target)) return
    const known = sums.get(target.group)
    lookInto(state, (target.kind === 'sum' ? known?.bins : known?.purged)?.[target.nth])
    if (rows.some((row) => row.kind === 'group' && row.group === target.group && row.isFolded)) toggle(target.group)
  }
}

function binOf(bins: readonly View[] | undefined, nth: number): View | undefined {
  return bins?.[nth]
}

function lookInto(state: ViewState, bin: View | undefined): void {
  if (!bin) return
  const span = (bin.to - bin.from) * BIN_SHARE
  const from = (bin.from + bin.to - span) / 2
  state.lookAt({ from, to: from + span })
}

/** What the keys have chosen, for who does not see it. */
function Spoken({ chosen, rows }: Pick<Choice, 'chosen'> & { readonly rows: readonly Row[] }): ReactNode {
  const language = useLanguage()
  const sayStatus = useStatusTexts()
  const row = chosen && rows[chosen.row]
  const name = row?.kind === 'group' ? row.group : row?.job.code
  const entry = chosen?.mark?.entry
  const told = entry && [sayStatus(entry.status), formatInstant(Date.parse(entry.scheduledAt), language), entry.reason]
  return (
    <div aria-live="polite" className="tl-spoken">
      {[name, ...(told ?? [])].filter(Boolean).join(', ')}
    </div>
  )
}
