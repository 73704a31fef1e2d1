import { isoOf, listOverrides } from '@horarium/app'
import { maskSetting } from '@horarium/core'
import { type Static, Type } from 'typebox'
import { Instant, MaybeText } from '../schemas.js'
import { Refusal } from '../errors.js'
import { decodeCursor, encodeCursor, pageOf, PageQuery } from '../page.js'
import type { ServiceParts } from '../service.js'

export const OverrideRow = Type.Object({
  path: Type.String(),
  value: Type.String({ description: 'a secret is masked' }),
  author: Type.String(),
  at: Instant,
  job: MaybeText,
  group: MaybeText,
  isOrphan: Type.Boolean({ description: 'nothing that is declared reads it any more' }),
  isRefused: Type.Boolean({ description: 'it cannot be used; what it lies over counts' }),
})
export type OverrideRow = Static<typeof OverrideRow>
const Query = Type.Object(
  {
    job: Type.Optional(Type.String({ maxLength: 255 })),
    group: Type.Optional(Type.String({ maxLength: 100 })),
    ...PageQuery,
  },
  { additionalProperties: false },
)

/** What admins laid over the files. */
export function overrideRoutes({ server, app }: ServiceParts): void {
  const schema = {
    summary: 'Every override, with its author and when it was made; DELETE /api/v1/settings/<path> takes one away',
    querystring: Query,
    response: { 200: pageOf(OverrideRow), 400: Refusal },
  }
  server.get('/api/v1/overrides', { config: { role: 'view' }, schema }, async ({ query }) => {
    const { after, limit = 50, job, group } = query
    const last = decodeCursor(Type.String(), after)
    const rows = (await listOverrides(app))
      .map(
        ({ job: own, group: its = null, value, at, ...row }): OverrideRow => ({
          ...row,
          value: maskSetting(row.path, value),
          at: isoOf(at),
          job: own?.code ?? null,
          group: its,
        }),
      )
      .filter((row) => (job ?? row.job) === row.job && (group ?? row.group) === row.group)
      .filter(({ path }) => last === undefined || path.localeCompare(last) > 0)
    const items = rows.slice(0, limit)
    return { items, next: encodeCursor(rows.length > limit ? items.at(-1)?.path : undefined) }
  })
}
