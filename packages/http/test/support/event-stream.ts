import { onTestFinished } from 'vitest'

/** What somebody hears who listens to the events of a service. */
export interface EventStream {
  readonly status: number
  /** The data of what was told so far. */
  readonly heard: readonly Readonly<Record<string, unknown>>[]
  /** Whether the service has hung up. */
  readonly isOver: () => boolean
}

/** Listens until the test has finished. */
export async function listenTo(address: string, headers: Readonly<Record<string, string>> = {}): Promise<EventStream> {
  const ended = new AbortController()
  onTestFinished(() => ended.abort())
  const answer = await fetch(`${address}/api/v1/events`, { headers, signal: ended.signal })
  const heard: Readonly<Record<string, unknown>>[] = []
  let isOver = false
  const reading = answer.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeTo(new WritableStream({ write: (text) => void heard.push(...eventsIn(text)) }))
  reading?.catch(() => undefined).finally(() => (isOver = true))
  return { status: answer.status, heard, isOver: () => isOver }
}

function eventsIn(text: string): readonly Readonly<Record<string, unknown>>[] {
  const found = text.matchAll(/^event: changed\ndata: (.*)$/gm)
  return [...found].map(([, json = '']) => JSON.parse(json) as Readonly<Record<string, unknown>>)
}
