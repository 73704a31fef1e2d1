import { createHash } from 'node:crypto'
import { type SpanContext, TraceFlags } from '@opentelemetry/api'
import type { IdGenerator } from '@opentelemetry/sdk-trace-base'

/**
 * Ids that follow from what a span is of. All spans of an entry stand in one trace, and who runs an entry knows the id of
 * the span of its release, though another process wrote that: the entry carries nothing.
 */
export class SpanIds implements IdGenerator {
  #next: SpanContext = contextOf('', '')

  /** The next span to be started is this one. */
  expect(context: SpanContext): void {
    this.#next = context
  }

  readonly generateTraceId = (): string => this.#next.traceId
  readonly generateSpanId = (): string => this.#next.spanId
}

export function releaseContext(entryId: string, releasedAt: number): SpanContext {
  return contextOf(entryId, `released ${releasedAt}`)
}

export function runContext(entryId: string, attempt: number): SpanContext {
  return contextOf(entryId, `attempt ${attempt}`)
}

function contextOf(entryId: string, what: string): SpanContext {
  const digest = (text: string, characters: number): string =>
    createHash('sha256').update(text).digest('hex').slice(0, characters)
  return {
    traceId: digest(entryId, 32),
    spanId: digest(`${entryId} ${what}`, 16),
    traceFlags: TraceFlags.SAMPLED,
    isRemote: true,
  }
}
