export { type Metrics, openMetrics } from './metrics.js'
