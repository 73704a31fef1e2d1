import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import { useNow } from '../shell/clock'
import { LONGEST, SHORTEST, spanOf, type View, viewAround } from './view'

const FIRST_SPAN = 3 * 3_600_000
const WRITE_AFTER_MS = 300

/** The time that is looked at; without a beginning it goes along with the present. */
interface Kept {
  readonly span: number
  readonly from: number | undefined
}

export interface ViewState {
  readonly view: View
  readonly now: number
  readonly isFollowing: boolean
  readonly lookAt: (view: View) => void
  /** Goes along with the present. */
  readonly follow: (span?: number) => void
}

/** What is looked at, kept in the address: the length as `span`, in seconds, and the beginning as `from`. */
export function useView(): ViewState {
  const [query, setQuery] = useSearchParams()
  const said = keptIn(query)
  const [kept, keep] = useState(said)
  const written = useRef(said)
  const now = useNow()
  // Somebody has come back, or followed a link.
  if (said.span !== written.current.span || said.from !== written.current.from) {
    written.current = said
    keep(said)
  }
  useEffect(() => {
    if (kept === written.current) return undefined
    const timer = setTimeout(() => {
      const rounded = {
        span: Math.round(kept.span / 1_000) * 1_000,
        from: kept.from && Math.round(kept.from / 1_000) * 1_000,
      }
      written.current = rounded
      setQuery((before) => withKept(before, rounded), { replace: true })
    }, WRITE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [kept, setQuery])
  const { span, from } = kept
  return {
    view: from === undefined ? viewAround(now, span) : { from, to: from + span },
    now,
    isFollowing: from === undefined,
    lookAt: (view) => keep({ span: spanOf(view), from: view.from }),
    follow: (wanted) => keep({ span: wanted ?? span, from: undefined }),
  }
}

function keptIn(query: URLSearchParams): Kept {
  const span = Number(query.get('span')) * 1_000
  const from = Date.parse(query.get('from') ?? '')
  return {
    span: span >= SHORTEST && span <= LONGEST ? span : FIRST_SPAN,
    from: Number.isNaN(from) ? undefined : from,
  }
}

function withKept(before: URLSearchParams, { span, from }: Kept): URLSearchParams {
  const next = new URLSearchParams(before)
  if (span === FIRST_SPAN) next.delete('span')
  else next.set('span', String(span / 1_000))
  if (from === undefined) next.delete('from')
  else next.set('from', new Date(from).toISOString().replace('.000Z', 'Z'))
  return next
}
