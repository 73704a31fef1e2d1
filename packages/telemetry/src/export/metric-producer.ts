import { type HrTime, ValueType } from '@opentelemetry/api'
import { millisToHrTime } from '@opentelemetry/core'
import type { Resource } from '@opentelemetry/resources'
import {
  AggregationTemporality,
  type DataPoint,
  DataPointType,
  type Histogram,
  type MetricData,
  type MetricProducer,
} from '@opentelemetry/sdk-metrics'
import type { Metrics } from '../metrics.js'

type Family = Awaited<ReturnType<Metrics['values']>>[number]
type Sample = Family['values'][number] & { readonly metricName?: string }
type Times = Pick<DataPoint<number>, 'startTime' | 'endTime'>

/** Hands figures that are counted for Prometheus to OpenTelemetry, so that each is counted once. */
export function producerOf(metrics: Metrics, resource: Resource): MetricProducer {
  const startTime = nowAsHrTime()
  return {
    collect: async () => {
      const times = { startTime, endTime: nowAsHrTime() }
      const found = (await metrics.values()).flatMap((family) => dataOf(family, times) ?? [])
      return {
        resourceMetrics: { resource, scopeMetrics: [{ scope: { name: 'horarium' }, metrics: found }] },
        errors: [],
      }
    },
  }
}

// The process's own clock: a receiver compares these with its own, not with instants of the timetable.
function nowAsHrTime(): HrTime {
  return millisToHrTime(performance.timeOrigin + performance.now())
}

function dataOf(family: Family, times: Times): MetricData | undefined {
  const { name, help, values } = family
  const common = {
    descriptor: { name, description: help, unit: name.endsWith('_seconds') ? 's' : '', valueType: ValueType.DOUBLE },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
  }
  const points = (): DataPoint<number>[] =>
    values.map(({ labels, value }) => ({ ...times, attributes: attributesOf(labels), value }))
  // Types are words at run time, whatever the library declares.
  switch (String(family.type)) {
    case 'counter':
      return { ...common, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints: points() }
    case 'gauge':
      return { ...common, dataPointType: DataPointType.GAUGE, dataPoints: points() }
    case 'histogram':
      return { ...common, dataPointType: DataPointType.HISTOGRAM, dataPoints: histogramsOf(values, times) }
    default:
      return undefined
  }
}

function histogramsOf(samples: readonly Sample[], times: Times): DataPoint<Histogram>[] {
  const bySeries = new Map<string, Sample[]>()
  for (const sample of samples) {
    const series = JSON.stringify(attributesOf(sample.labels))
    bySeries.set(series, [...(bySeries.get(series) ?? []), sample])
  }
  return [...bySeries.values()].map((own) => ({
    ...times,
    attributes: attributesOf(own[0]?.labels ?? {}),
    value: histogramOf(own),
  }))
}

// Prometheus counts each bucket with all below it, OpenTelemetry alone.
function histogramOf(samples: readonly Sample[]): Histogram {
  const buckets = samples.filter(({ labels }) => labels['le'] !== undefined)
  const ends = (suffix: string): number =>
    samples.find(({ metricName = '' }) => metricName.endsWith(suffix))?.value ?? 0
  return {
    buckets: {
      boundaries: buckets.flatMap(({ labels }) => (labels['le'] === '+Inf' ? [] : Number(labels['le']))),
      counts: buckets.map(({ value }, index) => value - (buckets[index - 1]?.value ?? 0)),
    },
    sum: ends('_sum'),
    count: ends('_count'),
  }
}

function attributesOf(labels: Sample['labels']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).flatMap(([name, value]) =>
      name === 'le' || value === undefined ? [] : [[name, String(value)]],
    ),
  )
}
