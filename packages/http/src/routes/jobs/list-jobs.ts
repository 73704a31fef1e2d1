import { JOB_SORTS, pageJobs } from '@horarium/app'
import { FINISHED_STATUSES } from '@horarium/core'
import { type Static, Type } from 'typebox'
import { Refusal } from '../../errors.js'
import { decodeCursor, encodeCursor, pageOf, PageQuery } from '../../page.js'
import type { ServiceParts } from '../../service.js'
import { JobRow, jobRow } from './job-row.js'

const Query = Type.Object(
  {
    search: Type.Optional(
      Type.String({ maxLength: 255, description: 'words that code, label, description, module or handler contain' }),
    ),
    group: Type.Optional(Type.String({ maxLength: 100 })),
    status: Type.Optional(Type.Enum(['ok', 'invalid', 'disabled', 'paused'])),
    last: Type.Optional(Type.Enum([...FINISHED_STATUSES], { description: 'how its newest finished entry ended' })),
    sort: Type.Optional(
      Type.Enum([...JOB_SORTS, ...JOB_SORTS.map((sort) => `-${sort}` as const)], {
        default: 'code',
        description: 'with - the other way round; jobs without such a thing come last',
      }),
    ),
    ...PageQuery,
  },
  { additionalProperties: false },
)
const Place = Type.Tuple([Type.Union([Type.String(), Type.Number(), Type.Null()]), Type.String()])

export const JobList = Type.Object({
  ...pageOf(JobRow).properties,
  total: Type.Integer({ description: 'how many fit in all' }),
})
export type JobList = Static<typeof JobList>

/** Jobs and how they stand. */
export function listJobsRoute({ server, app }: ServiceParts): void {
  const schema = { summary: 'Jobs and how they stand', querystring: Query, response: { 200: JobList, 400: Refusal } }
  server.get('/api/v1/jobs', { config: { role: 'view' }, schema }, async ({ query }) => {
    const { after: cursor, sort: typed = 'code', limit = 50, ...filters } = query
    const sort = JOB_SORTS.find((one) => one === typed.replace('-', '')) ?? 'code'
    const after = decodeCursor(Place, cursor)
    const wanted = { ...filters, sort, descending: typed.startsWith('-'), limit }
    const { items, next, total } = await pageJobs(app, { ...wanted, ...(after ? { after } : {}) })
    return { items: items.map(jobRow), next: encodeCursor(next), total }
  })
}
