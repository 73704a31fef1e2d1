import { type App, type EntryPageQuery, findJob, pageEntries, pageLogs, requireGroup } from '@horarium/app'
import { didYouMean, ENTRY_SOURCES, HorariumError, isStatus, LOG_LEVELS, type Status, STATUSES } from '@horarium/core'
import { type Static, Type } from 'typebox'
import { EntryRow, rowMaker, rowsOf } from '../entry-row.js'
import { Refusal } from '../errors.js'
import { decodeCursor, encodeCursor, pageOf, PageQuery } from '../page.js'
import type { ServiceParts } from '../service.js'

export const EntryList = pageOf(EntryRow)
export type EntryList = Static<typeof EntryList>
export const LoggedRun = Type.Object({
  ...EntryRow.properties,
  lines: Type.Array(Type.Unknown(), { description: 'of the last 8 KiB of its log those that fit' }),
  isCut: Type.Boolean({ description: 'whether there are lines before them' }),
})
export type LoggedRun = Static<typeof LoggedRun>
export const LogList = pageOf(LoggedRun)
export type LogList = Static<typeof LogList>

const Instant = Type.String({ format: 'date-time', description: 'by when entries are due, finished ones by their end' })
const Query = Type.Object(
  {
    status: Type.Optional(Type.String({ maxLength: 100, description: 'one, or several with commas; all unless told' })),
    job: Type.Optional(Type.String({ maxLength: 255, description: 'a job code; the finished ones by their instant' })),
    group: Type.Optional(Type.String({ maxLength: 100 })),
    target: Type.Optional(Type.String({ maxLength: 100 })),
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    source: Type.Optional(Type.Enum([...ENTRY_SOURCES])),
    search: Type.Optional(Type.String({ maxLength: 255, description: 'part of an id or of a job’s label' })),
    ...PageQuery,
  },
  { additionalProperties: false },
)
const LogQuery = Type.Object(
  {
    ...Query.properties,
    words: Type.Optional(Type.String({ maxLength: 255, description: 'only lines with this text in them' })),
    level: Type.Optional(Type.Enum([...LOG_LEVELS], { description: 'only lines as grave as this, or graver' })),
  },
  { additionalProperties: false },
)
const Place = Type.Tuple([Type.Union([Type.Literal('open'), Type.Literal('finished')]), Type.Number(), Type.String()])

const RUN_STATUSES: readonly Status[] = ['running', 'success', 'error', 'killed']
const SHORT = 'A page may be short, or empty, where much was passed over: go on while `next` is no null.'

/** The timetable and the history, page by page. */
export function entryListRoutes({ server, app }: ServiceParts): void {
  const response = { 200: EntryList, 400: Refusal, 404: Refusal }
  const entries = {
    summary: 'Entries: waiting and running ones by when they are due, then finished ones, newest first',
    description: SHORT,
    querystring: Query,
    response,
  }
  server.get('/api/v1/entries', { config: { role: 'view' }, schema: entries }, ({ query }) =>
    listOf(app, queryOf(app, query, STATUSES)),
  )
  const runs = { ...entries, summary: 'Entries a worker took: running ones, then those that have ended, newest first' }
  server.get('/api/v1/runs', { config: { role: 'view' }, schema: runs }, ({ query }) =>
    listOf(app, { ...queryOf(app, query, RUN_STATUSES), ran: true }),
  )
  addLogs(server, app)
}

function addLogs(server: ServiceParts['server'], app: App): void {
  const schema = {
    summary: 'What runs have logged: of each its last lines, those that go on first, then the newest',
    description: SHORT,
    querystring: LogQuery,
    response: { 200: LogList, 400: Refusal, 404: Refusal },
  }
  server.get('/api/v1/logs', { config: { role: 'view' }, schema }, async ({ query: { words, level, ...query } }) => {
    const { runs, next } = await pageLogs(app, { ...queryOf(app, query, RUN_STATUSES), words, level })
    const rowOf = rowMaker(app)
    const items = runs.map(({ entry, lines, isCut }) => ({ ...rowOf(entry), lines: lines.map(readLine), isCut }))
    return { items, next: cursorOf(next) }
  })
}

async function listOf(app: App, query: EntryPageQuery): Promise<EntryList> {
  const { entries, next } = await pageEntries(app, query)
  return { items: rowsOf(app, entries), next: cursorOf(next) }
}

function cursorOf(place: EntryPageQuery['behind']): string | null {
  return encodeCursor(place && [place.phase, place.at, place.id])
}

function queryOf(app: App, query: Static<typeof Query>, all: readonly Status[]): EntryPageQuery {
  const { status, job, group, target, source, search, limit = 50 } = query
  const [phase, at, id] = decodeCursor(Place, query.after) ?? []
  if (group !== undefined) requireGroup(app.configuration(), group)
  return {
    statuses: status === undefined ? all : readStatuses(status, all),
    jobCode: job === undefined ? undefined : findJob(app.configuration().jobs, job).code,
    group,
    target,
    source,
    search,
    from: readInstant(query.from),
    to: readInstant(query.to),
    behind: phase && at !== undefined && id !== undefined ? { phase, at, id } : undefined,
    limit,
  }
}

function readLine(line: string): unknown {
  return JSON.parse(line) as unknown
}

function readStatuses(text: string, all: readonly Status[]): readonly Status[] {
  return text.split(',').map((word) => {
    const status = word.trim()
    if (isStatus(status) && all.includes(status)) return status
    throw new HorariumError(
      'usage',
      `No status '${status}' here.${didYouMean(status, all)} There are ${all.join(', ')}.`,
    )
  })
}

function readInstant(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text)
}
