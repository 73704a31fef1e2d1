import { type RefObject, useEffect, useRef } from 'react'
import { useQueryState } from '../shell/query-state'

const WRITE_AFTER_MS = 400

interface Scrolled {
  readonly scroller: RefObject<HTMLElement | null>
  readonly rowHeight: number
  readonly scrollTop: number
  /** Whether there is something that can be scrolled. */
  readonly isMeasured: boolean
}

/** Keeps in the address how far down one is, as the place of the first line in sight. */
export function useKeptRow({ scroller, rowHeight, scrollTop, isMeasured }: Scrolled): void {
  const [kept, keep] = useQueryState('row')
  const isBack = useRef(false)
  useEffect(() => {
    if (isBack.current || !isMeasured || !scroller.current) return
    isBack.current = true
    scroller.current.scrollTop = Number(kept) * rowHeight
  }, [isMeasured, kept, rowHeight, scroller])
  const row = String(Math.round(scrollTop / rowHeight))
  useEffect(() => {
    if (!isBack.current || row === (kept || '0')) return undefined
    const timer = setTimeout(() => keep(row === '0' ? null : row), WRITE_AFTER_MS)
    return () => clearTimeout(timer)
  })
}
