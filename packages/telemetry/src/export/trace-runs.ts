import type { App, NewsListener } from '@horarium/app'
import { groupOf, logOf, parseEntryId, sentenceOf } from '@horarium/core'
import { type Lane, findEntry, type LaneNews } from '@horarium/store'
import { type Attributes, ROOT_CONTEXT, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api'
import { releaseContext, runContext, type SpanIds } from './span-ids.js'

type Told<Is extends LaneNews['is']> = Extract<LaneNews, { readonly is: Is }>

interface Begun {
  readonly at: number
  readonly attempt: number
  readonly releasedAt: number | undefined
}

/** How a run ended. */
interface End {
  readonly at: number
  readonly outcome: string
  readonly reason: string
}

// A run whose lease was lost is ended by others, and nobody here is told.
const MOST_RUNS = 20_000

/** Makes spans of the news of lanes: one for each release and each attempt, the attempt linked to its release. */
export function traceRuns(tracer: Tracer, ids: SpanIds, app: App): NewsListener {
  const begun = new Map<string, Begun>()
  const trace = new Spans(tracer, ids)
  return (lane, news) => {
    switch (news.is) {
      case 'released':
      case 'rereleased':
        for (const id of news.ids) trace.release(lane, id, news.at)
        return
      case 'started':
        begun.set(news.id, news)
        if (begun.size > MOST_RUNS) begun.delete(begun.keys().next().value ?? '')
        return
      case 'retried':
        return end(lane, news, { at: news.at, outcome: 'retried', reason: news.reason })
      case 'ended':
        return end(lane, news, { at: news.at, outcome: news.status, reason: news.reason })
      case 'generated':
      case 'purged':
        return
    }
  }

  function end(lane: Lane, { id }: Told<'ended' | 'retried'>, how: End): void {
    const known = begun.get(id)
    begun.delete(id)
    if (known) trace.run(lane, id, { begun: known, end: how })
    else if (how.outcome === 'error' || how.outcome === 'killed') void endOfLost(lane, id, how)
  }

  // Somebody else began it, and is gone.
  async function endOfLost(lane: Lane, id: string, how: End): Promise<void> {
    try {
      const { startedAt: at, attempt = 1, releasedAt } = (await findEntry(lane, id)) ?? {}
      if (at !== undefined) trace.run(lane, id, { begun: { at, attempt, releasedAt }, end: how })
    } catch (error) {
      logOf('telemetry', app.logger).debug('a lost run is not traced', { entryId: id, error: sentenceOf(error) })
    }
  }
}

class Spans {
  readonly #tracer: Tracer
  readonly #ids: SpanIds

  constructor(tracer: Tracer, ids: SpanIds) {
    this.#tracer = tracer
    this.#ids = ids
  }

  release(lane: Lane, id: string, at: number): void {
    this.#ids.expect(releaseContext(id, at))
    const named = `release ${parseEntryId(id).jobCode}`
    const options = { kind: SpanKind.PRODUCER, startTime: at, attributes: factsOf(lane, id) }
    this.#tracer.startSpan(named, options, ROOT_CONTEXT).end(at)
  }

  run(lane: Lane, id: string, { begun, end }: { readonly begun: Begun; readonly end: End }): void {
    const { at, attempt, releasedAt } = begun
    const { jobCode, scheduledAt } = parseEntryId(id)
    this.#ids.expect(runContext(id, attempt))
    const attributes = {
      ...factsOf(lane, id),
      'horarium.attempt': attempt,
      'horarium.outcome': end.outcome,
      ...(attempt === 1 ? { 'horarium.lateness_ms': at - scheduledAt } : {}),
    }
    const links = releasedAt === undefined ? [] : [{ context: releaseContext(id, releasedAt) }]
    const options = { kind: SpanKind.CONSUMER, startTime: at, attributes, links }
    const span = this.#tracer.startSpan(`run ${jobCode}`, options, ROOT_CONTEXT)
    if (end.outcome !== 'success') span.setStatus({ code: SpanStatusCode.ERROR, message: end.reason })
    span.end(Math.max(at, end.at))
  }
}

function factsOf(lane: Lane, id: string): Attributes {
  const { jobCode, target } = parseEntryId(id)
  return {
    'horarium.job': jobCode,
    'horarium.group': groupOf(lane.name),
    'horarium.entry': id,
    ...(target === undefined ? {} : { 'horarium.target': target }),
  }
}
