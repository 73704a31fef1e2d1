import type { App } from '@horarium/app'
import { logOf } from '@horarium/core'
import { answerAlways } from './answer-always.js'
import { probeRoutes } from './routes/health.js'
import { type MetricsPage, metricsRoute } from './routes/metrics.js'
import { listen, makeServer } from './server.js'
import type { Service } from './service.js'

export interface ProbeOptions {
  /** 0 is any that is free. */
  readonly port: number
  readonly host: string
  readonly metrics: MetricsPage
}

const CONNECTIONS = 100

/**
 * Answers what a process is asked by those who keep it: whether it lives and can work, and its figures. Nobody needs a
 * credential, and nothing can be changed. Throws `usage` for a port that is taken or not ours to use.
 */
export async function openProbes(app: App, { metrics, ...at }: ProbeOptions): Promise<Service> {
  const server = makeServer()
  server.server.maxConnections = CONNECTIONS
  answerAlways(server, app)
  probeRoutes({ server, app })
  metricsRoute(server, metrics, 'open')
  const address = await listen(server, at)
  logOf('http', app.logger).info('probes listen', { address })
  return { address, close: () => server.close() }
}
