import type { ServiceParts } from '../service.js'

/** What there is to ask. */
export function documentRoutes({ server }: ServiceParts): void {
  server.get('/api/v1/openapi.json', { config: { role: 'view' }, schema: { hide: true } }, () => server.swagger())
}
