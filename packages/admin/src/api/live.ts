import { forget, type Topic } from './answers'

// However much happens, nothing is asked for more often.
const AT_MOST_EVERY_MS = 1_000

/** Hears from the service what changes, and asks for that again; answers what ends it. A browser connects again by itself. */
export function followChanges(onReachable: (isReachable: boolean) => void): () => void {
  const source = new EventSource('/api/v1/events')
  const waiting = new Map<Topic, ReturnType<typeof setTimeout>>()
  source.addEventListener('open', () => onReachable(true))
  source.addEventListener('error', () => onReachable(false))
  source.addEventListener('changed', ({ data }: MessageEvent<string>) => {
    const { topic } = JSON.parse(data) as { readonly topic: Topic }
    if (waiting.has(topic)) return
    const ask = (): void => {
      waiting.delete(topic)
      void forget(topic)
    }
    waiting.set(topic, setTimeout(ask, AT_MOST_EVERY_MS))
  })
  return () => {
    source.close()
    for (const timer of waiting.values()) clearTimeout(timer)
  }
}
