import {
  type App,
  type Bins,
  countTimeline,
  findJob,
  type GroupTimeline,
  groupTimelines,
  isoOf,
  readTimeline,
} from '@horarium/app'
import { HorariumError, type JobDefinition } from '@horarium/core'
import { type Static, Type } from 'typebox'
import { Instant, MaybeText } from '../schemas.js'
import { Refusal } from '../errors.js'
import { decodeCursor, encodeCursor, PageQuery } from '../page.js'
import type { ServiceParts } from '../service.js'
import { binShape, CountedBin, CountedDay, Counts, laneShape, purgedShape, TimelineLane } from './timeline-lane.js'

const BINS = 240
const MOST_BINS = 500
const SHOWN = 50
const MOST_NAMED = 200
const LONGEST_DAYS = 100
const DAY_MS = 86_400_000

const Window = {
  from: Instant,
  to: Type.String({ format: 'date-time', description: `at most ${LONGEST_DAYS} days after from` }),
}
const Divided = {
  ...Window,
  bins: Type.Optional(
    Type.Integer({ minimum: 10, maximum: MOST_BINS, default: BINS, description: 'how many parts the time has' }),
  ),
}
const LanesQuery = Type.Object(
  {
    ...Divided,
    group: Type.Optional(Type.String({ maxLength: 100 })),
    jobs: Type.Optional(Type.String({ maxLength: 12_000, description: `job codes and commas, at most ${MOST_NAMED}` })),
    ...PageQuery,
  },
  { additionalProperties: false },
)
const Stretch = { now: Instant, from: Instant, to: Instant, binMs: Type.Integer() }
const TimelinePage = Type.Object({
  ...Stretch,
  items: Type.Array(TimelineLane),
  next: MaybeText,
})
const TimelineGroups = Type.Object({
  ...Stretch,
  groups: Type.Array(
    Type.Object({ group: Type.String(), bins: Type.Array(CountedBin), purged: Type.Array(CountedDay) }),
  ),
})
const TimelineCounts = Type.Object({
  from: Instant,
  to: Instant,
  jobs: Type.Array(Type.Object({ job: Type.String(), group: Type.String(), counts: Counts })),
})
export type TimelinePage = Static<typeof TimelinePage>
export type TimelineGroups = Static<typeof TimelineGroups>
export type TimelineCounts = Static<typeof TimelineCounts>

/** The picture of the timetable: what was, what is, and what the calendars foresee. */
export function timelineRoutes(parts: ServiceParts): void {
  addLanes(parts)
  addGroups(parts)
  addCounts(parts)
}

function addLanes({ server, app }: ServiceParts): void {
  const summary = 'What jobs did, do and will do: entries where there are few, counts where there are many'
  const schema = { summary, querystring: LanesQuery, response: { 200: TimelinePage, 400: Refusal, 404: Refusal } }
  server.get('/api/v1/timeline', { config: { role: 'view' }, schema }, async ({ query }, reply) => {
    const time = timeOf(query)
    const { jobs, next } = pageOf(wantedJobs(app, query), query)
    const lanes = await readTimeline(app, { ...time, jobs })
    const page: TimelinePage = { ...stretchOf(app, time), items: lanes.map(laneShape), next }
    // Thousands of entries: what a schema allows to be null is checked value by value when it writes.
    return reply.serializer(JSON.stringify).send(page)
  })
}

function addGroups({ server, app }: ServiceParts): void {
  const querystring = Type.Object(Divided, { additionalProperties: false })
  const summary = 'How much of each group ended how, by when it ended'
  const schema = { summary, querystring, response: { 200: TimelineGroups, 400: Refusal } }
  server.get('/api/v1/timeline/groups', { config: { role: 'view' }, schema }, async ({ query }) => {
    const time = timeOf(query)
    const groups = await groupTimelines(app, time)
    return { ...stretchOf(app, time), groups: groups.map(groupShape) }
  })
}

function addCounts({ server, app }: ServiceParts): void {
  const querystring = Type.Object(Window, { additionalProperties: false })
  const summary = 'How many entries of each job ended how'
  const schema = { summary, querystring, response: { 200: TimelineCounts, 400: Refusal } }
  server.get('/api/v1/timeline/counts', { config: { role: 'view' }, schema }, async ({ query }) => {
    const { from, to } = boundsOf(query)
    const jobs = await countTimeline(app, { from, to })
    return {
      from: isoOf(from),
      to: isoOf(to),
      jobs: jobs.map(({ definition: { code, group }, counts }) => ({ job: code, group, counts: { ...counts } })),
    }
  })
}

function groupShape({ group, bins, days }: GroupTimeline): TimelineGroups['groups'][number] {
  return { group, bins: bins.map(binShape), purged: days.map(purgedShape) }
}

interface Bounds {
  readonly from: string
  readonly to: string
}

function boundsOf(query: Bounds): { readonly from: number; readonly to: number } {
  const [from, to] = [Date.parse(query.from), Date.parse(query.to)]
  if (from < to && to - from <= LONGEST_DAYS * DAY_MS) return { from, to }
  throw new HorariumError('usage', `The time begins at from and ends at to, at most ${LONGEST_DAYS} days later.`)
}

function timeOf({ bins = BINS, ...query }: Bounds & { readonly bins?: number }): Bins {
  const { from, to } = boundsOf(query)
  return { from, bins, binMs: Math.ceil((to - from) / bins) }
}

function stretchOf(app: App, { from, bins, binMs }: Bins): { now: string; from: string; to: string; binMs: number } {
  return { now: isoOf(app.clock.now()), from: isoOf(from), to: isoOf(from + bins * binMs), binMs }
}

interface Wanted {
  readonly group?: string
  readonly jobs?: string
}

function wantedJobs(app: App, { group, jobs: named }: Wanted): readonly JobDefinition[] {
  const { jobs } = app.configuration()
  const codes = named?.split(',')
  if (codes && codes.length > MOST_NAMED) {
    throw new HorariumError('usage', `That is too many jobs: name ${MOST_NAMED} at most.`)
  }
  const wanted = codes ? codes.map((code) => findJob(jobs, code)) : jobs
  return group === undefined ? wanted : wanted.filter((job) => job.group === group)
}

interface Page {
  readonly limit?: number
  readonly after?: string
}

// Those named come all at once, in the order they are named in.
function pageOf(
  jobs: readonly JobDefinition[],
  { limit = SHOWN, after, jobs: named }: Page & Wanted,
): { readonly jobs: readonly JobDefinition[]; readonly next: string | null } {
  if (named !== undefined) return { jobs, next: null }
  const last = decodeCursor(Type.String(), after)
  const sorted = jobs.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  const rest = last === undefined ? sorted : sorted.filter(({ code }) => code > last)
  const shown = rest.slice(0, limit)
  return { jobs: shown, next: encodeCursor(rest.length > limit ? shown.at(-1)?.code : undefined) }
}
