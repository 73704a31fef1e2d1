import { isoOf, pageAudit } from '@horarium/app'
import { type Static, Type } from 'typebox'
import { Instant, MaybeText } from '../schemas.js'
import { Refusal } from '../errors.js'
import { decodeCursor, encodeCursor, pageOf, PageQuery } from '../page.js'
import type { ServiceParts } from '../service.js'

const Filter = (description: string) => Type.Optional(Type.String({ maxLength: 512, description }))
export const AuditRow = Type.Object({
  id: Type.String(),
  at: Instant,
  author: Type.String(),
  action: Type.String(),
  path: Type.String(),
  before: MaybeText,
  after: MaybeText,
})
export type AuditRow = Static<typeof AuditRow>
const Query = Type.Object(
  {
    path: Filter('only what lies below it'),
    author: Filter('only what they did'),
    action: Filter('only what was done so: set, reset, reload, token:create…'),
    search: Filter('only lines with this text in them'),
    ...PageQuery,
  },
  { additionalProperties: false },
)
// The id of a line, which Redis gave.
const Place = Type.String({ pattern: '^\\d{1,16}-\\d{1,16}$' })

/** Who changed what. */
export function auditRoutes({ server, app }: ServiceParts): void {
  const schema = {
    summary: 'Who changed what, newest first',
    querystring: Query,
    response: { 200: pageOf(AuditRow), 400: Refusal },
  }
  server.get('/api/v1/audit', { config: { role: 'view' }, schema }, async ({ query }) => {
    const { after, limit = 50, ...filters } = query
    const { lines, next } = await pageAudit(app, { ...filters, limit, before: decodeCursor(Place, after) })
    const items = lines.map(
      ({ at, before = null, after: then = null, ...line }): AuditRow => ({
        ...line,
        at: isoOf(at),
        before,
        after: then,
      }),
    )
    return { items, next: encodeCursor(next) }
  })
}
