import type { FastifyDynamicSwaggerOptions, SwaggerTransform } from '@fastify/swagger'
import type { FastifyContextConfig } from 'fastify'

/** What the OpenAPI document says beside its routes. */
export function openapiOf(version: string): NonNullable<FastifyDynamicSwaggerOptions['openapi']> {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Horarium',
      version,
      description: 'Jobs that modules declare in XML: their health, runs and schedules.',
    },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{ token: [] }],
  }
}

/** Says of each route whom it is for: `x-role`, and no security where that is everybody. */
export const tellRole: SwaggerTransform = ({ schema, url, route }) => {
  const { role }: FastifyContextConfig = route.config ?? {}
  return { schema: { ...schema, 'x-role': role, ...(role === 'open' ? { security: [] } : {}) }, url }
}
