import { EXIT } from './exit-codes.js'

// npm hands a terminal's Ctrl-C on to its child, which the terminal has told already: one key press, two signals.
const SAME_SIGNAL_MS = 300

/** Aborts at the first SIGINT or SIGTERM; a second one ends this process at once. */
export function listenForStop(): AbortSignal {
  const stop = new AbortController()
  let firstAt: number | undefined
  const heard = (): void => {
    firstAt ??= performance.now()
    if (performance.now() - firstAt >= SAME_SIGNAL_MS) process.exit(EXIT.failed)
    stop.abort()
  }
  process.on('SIGINT', heard)
  process.on('SIGTERM', heard)
  return stop.signal
}

/** Waits until one of the signals aborts. */
export async function untilAborted(...signals: readonly AbortSignal[]): Promise<void> {
  const first = AbortSignal.any([...signals])
  if (first.aborted) return
  await new Promise<void>((resolve) => {
    first.addEventListener('abort', () => resolve(), { once: true })
  })
}
