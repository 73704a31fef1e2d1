import type { App } from '@horarium/app'
import { collectDefaultMetrics, Gauge, type MetricObjectWithValues, type MetricValue, Registry } from 'prom-client'
import { GroupLabels } from './group-labels.js'
import { InstanceMetrics } from './instance-metrics.js'
import { addProcessMetrics } from './process-metrics.js'

/** What a process tells of itself and its instance. */
export interface Metrics {
  readonly contentType: string
  /** As Prometheus reads it. */
  readonly text: () => Promise<string>
  readonly values: () => Promise<readonly MetricObjectWithValues<MetricValue<string>>[]>
  readonly close: () => void
}

// It wakes the process as often; at 10 ms, the library's own, that is felt in one that has nothing to do.
const LOOP_PRECISION_MS = 50

/** Counts from now on what happens in a process. */
export function openMetrics(app: App, version: string): Metrics {
  const registry = new Registry()
  const labels = new GroupLabels()
  const info = { name: 'horarium_info', help: 'The version that runs', labelNames: ['version', 'node'] as const }
  new Gauge({ ...info, registers: [registry] }).set({ version, node: process.version }, 1)
  const stop = addProcessMetrics(registry, app, labels)
  const instance = new InstanceMetrics(registry, app, labels)
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LOOP_PRECISION_MS })
  return {
    contentType: registry.contentType,
    text: async () => {
      await instance.refresh()
      return registry.metrics()
    },
    values: async () => {
      await instance.refresh()
      return registry.getMetricsAsJSON()
    },
    close: () => {
      stop()
      registry.clear()
    },
  }
}
