import type { App } from '@horarium/app'
import type { Resource } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base'
import type { Export } from './open-export.js'
import { SpanIds } from './span-ids.js'
import { traceRuns } from './trace-runs.js'
import type { Protocol } from './wanted-signals.js'

export interface TraceExportOptions {
  readonly resource: Resource
  readonly protocol: Protocol
  readonly version: string
}

/** Exports a span for each run and each release of an entry. */
export async function openTraceExport(app: App, { resource, protocol, version }: TraceExportOptions): Promise<Export> {
  const ids = new SpanIds()
  const provider = new BasicTracerProvider({
    resource,
    idGenerator: ids,
    spanProcessors: [new BatchSpanProcessor(await exporterFor(protocol))],
  })
  const stop = app.listen(traceRuns(provider.getTracer('horarium', version), ids, app))
  return {
    close: () => {
      stop()
      return provider.shutdown()
    },
  }
}

async function exporterFor(protocol: Protocol): Promise<SpanExporter> {
  if (protocol === 'http/json') return new (await import('@opentelemetry/exporter-trace-otlp-http')).OTLPTraceExporter()
  return new (await import('@opentelemetry/exporter-trace-otlp-proto')).OTLPTraceExporter()
}
