import { readRunLog } from '@horarium/app'
import { parseEntryId } from '@horarium/core'
import { type Static, Type } from 'typebox'
import { Refusal } from '../errors.js'
import type { ServiceParts } from '../service.js'

const Params = Type.Object({ id: Type.String({ maxLength: 512, description: 'an entry id' }) })
const Query = Type.Object(
  {
    from: Type.Optional(
      Type.Integer({ minimum: 0, default: 0, description: 'go on there, in bytes: `next` of the answer before' }),
    ),
  },
  { additionalProperties: false },
)
const RunLogPart = Type.Object({
  id: Type.String(),
  status: Type.String(),
  lines: Type.Array(Type.Unknown()),
  next: Type.Integer(),
  isWhole: Type.Boolean({ description: 'whether nothing can follow' }),
})
export type RunLogPart = Static<typeof RunLogPart>

/** What runs log, also while they go on. */
export function runLogRoutes({ server, app }: ServiceParts): void {
  const schema = {
    summary: 'The log of a run',
    params: Params,
    querystring: Query,
    response: { 200: RunLogPart, 404: Refusal },
  }
  server.get('/api/v1/entries/:id/log', { config: { role: 'view' }, schema }, async ({ params: { id }, query }) => {
    parseEntryId(id)
    const { entry, text, next, isWhole } = await readRunLog(app, id, query.from)
    const lines = text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown)
    return { id, status: entry.status, lines, next, isWhole }
  })
}
