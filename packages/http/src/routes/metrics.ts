import type { Role } from '@horarium/core'
import type { ServiceParts } from '../service.js'

/** What a process tells of itself in figures. */
export interface MetricsPage {
  readonly contentType: string
  readonly text: () => Promise<string>
}

/** Figures for Prometheus; the one answer that is no JSON. */
export function metricsRoute(server: ServiceParts['server'], metrics: MetricsPage, role: Role | 'open'): void {
  const schema = { summary: 'Figures for Prometheus, as text', produces: ['text/plain'] }
  server.get('/metrics', { config: { role }, schema }, async (_, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  )
}
