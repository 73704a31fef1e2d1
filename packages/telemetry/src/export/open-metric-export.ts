import type { Resource } from '@opentelemetry/resources'
import { PeriodicExportingMetricReader, type PushMetricExporter, MeterProvider } from '@opentelemetry/sdk-metrics'
import type { Metrics } from '../metrics.js'
import type { Export } from './open-export.js'
import { producerOf } from './metric-producer.js'
import type { Protocol, Variables } from './wanted-signals.js'

export interface MetricExportOptions {
  readonly resource: Resource
  readonly protocol: Protocol
  readonly environment: Variables
}

const EVERY_MS = 60_000

/** Exports the figures that `/metrics` shows, by the same names. */
export async function openMetricExport(
  metrics: Metrics,
  { resource, protocol, environment }: MetricExportOptions,
): Promise<Export> {
  const asked = Number(environment['OTEL_METRIC_EXPORT_INTERVAL'])
  const exportIntervalMillis = asked > 0 ? asked : EVERY_MS
  const reader = new PeriodicExportingMetricReader({
    exporter: await exporterFor(protocol),
    exportIntervalMillis,
    exportTimeoutMillis: exportIntervalMillis,
    metricProducers: [producerOf(metrics, resource)],
  })
  const provider = new MeterProvider({ resource, readers: [reader] })
  return { close: () => provider.shutdown() }
}

async function exporterFor(protocol: Protocol): Promise<PushMetricExporter> {
  if (protocol === 'http/json')
    return new (await import('@opentelemetry/exporter-metrics-otlp-http')).OTLPMetricExporter()
  return new (await import('@opentelemetry/exporter-metrics-otlp-proto')).OTLPMetricExporter()
}
