import { listAudit } from '@horarium/app'
import { Type } from 'typebox'
import { isoOf } from '../instants.js'
import type { ServiceParts } from '../service.js'

const MOST = 1_000
const Text = Type.Union([Type.String(), Type.Null()])
const Line = Type.Object({
  at: Type.String({ format: 'date-time' }),
  author: Type.String(),
  action: Type.String(),
  path: Type.String(),
  before: Text,
  after: Text,
})
const Query = Type.Object(
  {
    path: Type.Optional(Type.String({ maxLength: 512, description: 'only what lies below it' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST, default: 50 })),
  },
  { additionalProperties: false },
)

/** Who changed what. */
export function auditRoutes({ server, app }: ServiceParts): void {
  const schema = { summary: 'Who changed what, newest first', querystring: Query, response: { 200: Type.Array(Line) } }
  server.get('/api/v1/audit', { config: { role: 'view' }, schema }, async ({ query: { limit = 50, path = '' } }) => {
    const lines = await listAudit(app, { limit, path })
    return lines.map(({ at, before = null, after = null, ...line }) => ({ ...line, at: isoOf(at), before, after }))
  })
}
