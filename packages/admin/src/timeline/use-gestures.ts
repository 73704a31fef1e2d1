import { select } from 'd3-selection'
import { type D3ZoomEvent, zoom, zoomIdentity } from 'd3-zoom'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { LONGEST, panned, SHORTEST, spanOf, type View } from './view'

// What the zoom is counted from; any would do.
const BASE_SPAN = 86_400_000
const BASE = performance.timeOrigin
// A hand that is not quite still has clicked nevertheless.
const CLICK_PX = 4

interface Gestures {
  readonly view: View
  readonly width: number
  readonly lookAt: (view: View) => void
}

/** Moves and zooms a picture by hand: dragging, pinching, a wheel with Ctrl, a wheel sideways. */
export function useGestures(canvas: RefObject<HTMLCanvasElement | null>, gestures: Gestures): void {
  const latest = useRef(gestures)
  useLayoutEffect(() => {
    latest.current = gestures
    const { view, width } = gestures
    const times = BASE_SPAN / spanOf(view)
    const x = ((BASE - view.from) / BASE_SPAN) * width * times
    // Where buttons, keys and the clock have moved it, the next gesture goes on from there.
    if (canvas.current) select(canvas.current).property('__zoom', zoomIdentity.translate(x, 0).scale(times))
  })
  useEffect(() => {
    const element = canvas.current
    if (!element) return undefined
    const behaviour = zoom<HTMLCanvasElement, unknown>()
      .filter((event: WheelEvent) => (event.type === 'wheel' ? event.ctrlKey || event.metaKey : event.button !== 2))
      .clickDistance(CLICK_PX)
      .scaleExtent([BASE_SPAN / LONGEST, BASE_SPAN / SHORTEST])
      .on('zoom', ({ transform, sourceEvent }: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
        if (!sourceEvent) return
        const span = BASE_SPAN / transform.k
        const from = BASE - (transform.x / latest.current.width) * span
        latest.current.lookAt({ from, to: from + span })
      })
    const selected = select<HTMLCanvasElement, unknown>(element)
    selected.call(behaviour).on('dblclick.zoom', null)
    const wheel = (event: WheelEvent): void => moveSideways(event, latest.current)
    element.addEventListener('wheel', wheel, { passive: false })
    return () => {
      selected.on('.zoom', null)
      element.removeEventListener('wheel', wheel)
    }
  }, [canvas])
}

function moveSideways(event: WheelEvent, { view, width, lookAt }: Gestures): void {
  if (event.ctrlKey || event.metaKey) return
  const by = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX
  if (Math.abs(by) <= Math.abs(event.shiftKey ? 0 : event.deltaY)) return
  event.preventDefault()
  lookAt(panned(view, by / width))
}
