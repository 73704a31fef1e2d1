import { findJob, isoOf, purgeHistory } from '@horarium/app'
import { type Static, Type } from 'typebox'
import { Instant, Maybe } from '../schemas.js'
import { Refusal } from '../errors.js'
import type { ServiceParts } from '../service.js'

// A million entries take some twenty seconds.
const AS_LONG_AS_IT_TAKES = 600_000
const MAX_DAYS = 36_500

const Body = Type.Object(
  {
    days: Type.Optional(Type.Number({ minimum: 0, maximum: MAX_DAYS, default: 15 })),
    keep: Type.Optional(Type.Integer({ minimum: 0, default: 0, description: 'the newest of each job that stay' })),
    jobs: Type.Optional(Type.Array(Type.String({ maxLength: 255 }), { minItems: 1, description: 'of these only' })),
    dryRun: Type.Optional(Type.Boolean({ description: 'only tell what would go' })),
  },
  { additionalProperties: false },
)
export const PurgedHistory = Type.Object({
  purged: Type.Optional(Type.Integer()),
  wouldPurge: Type.Optional(Type.Integer({ description: 'instead, of a dry run' })),
  cutoff: Type.String({ format: 'date-time', description: 'those that had ended by then' }),
  oldest: Maybe(Instant),
  newest: Maybe(Instant),
})
export type PurgedHistory = Static<typeof PurgedHistory>

/** What has ended long ago. */
export function historyRoutes({ server, app, appFor, stopping }: ServiceParts): void {
  const schema = {
    summary: 'Forget entries that ended longer ago than some days, whatever the lifetimes say',
    body: Body,
    response: { 200: PurgedHistory, 400: Refusal, 404: Refusal },
  }
  const options = { config: { role: 'configure' }, schema, handlerTimeout: AS_LONG_AS_IT_TAKES } as const
  server.post('/api/v1/history/purge', options, async (request) => {
    const { days = 15, keep = 0, jobs, dryRun = false } = request.body
    const codes = jobs?.map((typed) => findJob(app.configuration().jobs, typed).code)
    const order = { days, keep, dryRun, signal: stopping, ...(codes ? { jobs: codes } : {}) }
    const { count: purged, cutoff, oldest, newest } = await purgeHistory(appFor(request), order)
    return {
      ...(dryRun ? { wouldPurge: purged } : { purged }),
      cutoff: isoOf(cutoff),
      oldest: oldest === undefined ? null : isoOf(oldest),
      newest: newest === undefined ? null : isoOf(newest),
    }
  })
}
