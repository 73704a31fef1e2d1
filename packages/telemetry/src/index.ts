export { type Metrics, openMetrics } from './metrics.js'
export { openTelemetry, type Telemetry, type TelemetryOptions } from './telemetry.js'
