export { listeningPort } from './port.js'
export { openProbes, type ProbeOptions } from './probes.js'
export type { MetricsPage } from './routes/metrics.js'
export { openService, type Service, type ServiceOptions } from './service.js'
