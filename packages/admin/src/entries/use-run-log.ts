import type { RunLogPart } from '@horarium/http/api'
import { useEffect, useState } from 'react'
import { pathWith } from '../api/answers'
import { ask, Refused } from '../api/ask'
import { entryQuestion } from './entry-question'

/** What a run has logged so far. */
export interface RunLogState {
  readonly lines: readonly unknown[]
  /** Whether nothing can follow. */
  readonly isWhole: boolean
  readonly refused: Refused | undefined
}

const LOOK_AGAIN_MS = 1_000
const NOTHING: RunLogState = { lines: [], isWhole: false, refused: undefined }

/** What a run logs, as it does; read on until it has ended, whatever happens to the service meanwhile. */
export function useRunLog(id: string, status: string): RunLogState {
  const [state, setState] = useState<RunLogState>(NOTHING)
  // Another attempt goes on where the one before had ended.
  const isAlive = status === 'running' || status === 'pending'
  useEffect(() => {
    const stop = new AbortController()
    void follow(id, stop.signal, setState)
    return () => stop.abort()
  }, [id, isAlive])
  return state
}

async function follow(id: string, signal: AbortSignal, tell: (state: RunLogState) => void): Promise<void> {
  const lines: unknown[] = []
  let from = 0
  while (!signal.aborted) {
    try {
      const part = await ask<RunLogPart>(pathWith(entryQuestion(id, '/log'), { from }), { signal })
      lines.push(...part.lines)
      from = part.next
      tell({ lines: [...lines], isWhole: part.isWhole, refused: undefined })
      if (part.isWhole) return
    } catch (error) {
      if (!(error instanceof Refused)) return
      tell({ lines: [...lines], isWhole: false, refused: error })
      if (error.status >= 400 && error.status < 500) return
    }
    await pause(LOOK_AGAIN_MS, signal)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
