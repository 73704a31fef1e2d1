import { listProblems, type ProblemListing } from '@horarium/app'
import { type Static, Type } from 'typebox'
import { MaybeText } from '../schemas.js'
import { Refusal } from '../errors.js'
import { decodeCursor, encodeCursor, pageOf, PageQuery } from '../page.js'
import type { ServiceParts } from '../service.js'

const Severity = Type.Union([Type.Literal('error'), Type.Literal('warning')])
export const ProblemRow = Type.Object({
  severity: Severity,
  job: MaybeText,
  label: MaybeText,
  group: MaybeText,
  isQuarantined: Type.Boolean({ description: 'whether its job cannot run before it is mended' }),
  file: Type.String(),
  line: Type.Integer({ description: '0: the whole file' }),
  path: Type.String(),
  message: Type.String(),
  remedy: Type.String(),
})
export type ProblemRow = Static<typeof ProblemRow>
export const ProblemList = Type.Object({
  ...pageOf(ProblemRow).properties,
  errors: Type.Integer(),
  warnings: Type.Integer(),
  quarantined: Type.Integer({ description: 'jobs that cannot run' }),
})
export type ProblemList = Static<typeof ProblemList>
const Query = Type.Object(
  {
    severity: Type.Optional(Severity),
    search: Type.Optional(Type.String({ maxLength: 255, description: 'in job, file, path and sentence' })),
    ...PageQuery,
  },
  { additionalProperties: false },
)
const Place = Type.Integer({ minimum: 0 })

/** What is to be mended. */
export function problemRoutes({ server, app }: ServiceParts): void {
  const schema = {
    summary: 'What is wrong with modules, settings and jobs: errors first',
    querystring: Query,
    response: { 200: ProblemList, 400: Refusal },
  }
  server.get('/api/v1/problems', { config: { role: 'view' }, schema }, (request) => {
    const { after, limit = 50, severity, search = '' } = request.query
    const all = listProblems(app).map(rowOf)
    const fitting = all.filter((row) => (severity ?? row.severity) === row.severity && isFound(row, search))
    const from = decodeCursor(Place, after) ?? 0
    const to = from + limit
    const count = (wanted: ProblemRow['severity']): number => fitting.filter((row) => row.severity === wanted).length
    return {
      items: fitting.slice(from, to),
      next: encodeCursor(to < fitting.length ? to : undefined),
      errors: count('error'),
      warnings: count('warning'),
      quarantined: new Set(fitting.flatMap(({ job, isQuarantined }) => (isQuarantined ? [job] : []))).size,
    }
  })
}

function rowOf({ job, severity, file, line, path, message, remedy }: ProblemListing): ProblemRow {
  return {
    severity,
    job: job?.code ?? null,
    label: job?.label ?? null,
    group: job?.group ?? null,
    isQuarantined: severity === 'error' && job !== undefined,
    file,
    line,
    path,
    message,
    remedy,
  }
}

function isFound({ job, label, file, path, message }: ProblemRow, search: string): boolean {
  const wanted = search.toLowerCase()
  return [job, label, file, path, message].some((text) => text?.toLowerCase().includes(wanted))
}
