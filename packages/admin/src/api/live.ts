import { forget, type Topic } from './answers'
import { ask } from './ask'

// However much happens, nothing is asked for more often.
const AT_MOST_EVERY_MS = 1_000
const AGAIN_AFTER_MS = 3_000

/**
 * Hears from the service what changes, and asks for that again; answers what ends it. Nobody listens for a page that is
 * not looked at: a browser keeps few connections to one service. What was missed meanwhile is asked for.
 */
export function followChanges(): () => void {
  let source: EventSource | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let isFirst = true
  const stop = (): void => {
    clearTimeout(again)
    source?.close()
    source = undefined
  }
  const begin = (): void => {
    stop()
    if (document.hidden) return
    source = openStream(() => {
      if (!isFirst) void forget()
      isFirst = false
    })
    source.addEventListener('error', () => {
      stop()
      // The event does not say why; this does, to all who listen for refusals.
      ask('/api/v1/me').catch(() => undefined)
      again = setTimeout(begin, AGAIN_AFTER_MS)
    })
  }
  begin()
  document.addEventListener('visibilitychange', begin)
  return () => {
    document.removeEventListener('visibilitychange', begin)
    stop()
  }
}

function openStream(onOpen: () => void): EventSource {
  const source = new EventSource('/api/v1/events')
  const waiting = new Set<Topic>()
  source.addEventListener('open', onOpen)
  source.addEventListener('changed', ({ data }: MessageEvent<string>) => {
    const { topic } = JSON.parse(data) as { readonly topic: Topic }
    if (waiting.has(topic)) return
    waiting.add(topic)
    setTimeout(() => {
      waiting.delete(topic)
      void forget(topic)
    }, AT_MOST_EVERY_MS)
  })
  return source
}
