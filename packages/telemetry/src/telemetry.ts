import type { App } from '@horarium/app'
import { type Variables, wantedSignals } from './export/wanted-signals.js'
import { type Metrics, openMetrics } from './metrics.js'

export interface Telemetry {
  readonly metrics: Metrics
  /** Hands on what it still holds, and ends. */
  readonly close: () => Promise<void>
}

export interface TelemetryOptions {
  readonly version: string
  /** Where OpenTelemetry's own variables stand. */
  readonly environment: Variables
}

/** Counts from now on, and exports where OpenTelemetry's variables name somebody to export to. */
export async function openTelemetry(app: App, { version, environment }: TelemetryOptions): Promise<Telemetry> {
  const metrics = openMetrics(app, version)
  const signals = wantedSignals(environment)
  // What nobody asked for is not loaded.
  const loaded = signals.size > 0 ? await import('./export/open-export.js') : undefined
  const exported = await loaded?.openExport(app, { metrics, version, environment, signals })
  return {
    metrics,
    close: async () => {
      await exported?.close()
      metrics.close()
    },
  }
}
