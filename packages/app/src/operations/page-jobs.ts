import { describeCalendar } from '@horarium/calendar'
import { type FinishedStatus, type JobDefinition, type JobStatus } from '@horarium/core'
import type { App } from '../app.js'
import { type JobFigures, readJobFigures } from './job-figures.js'
import { lastEnded, lastInstants } from './last-entries.js'
import { type JobListing, listingsOf, pauseOf } from './list-jobs.js'
import { nextInstants } from './next-instants.js'

/** What jobs may be sorted by; jobs that have no such thing come last. */
export const JOB_SORTS = ['code', 'label', 'group', 'last', 'next'] as const
export type JobSort = (typeof JOB_SORTS)[number]

/** Where a job stands in a sorted list. */
export type JobPlace = readonly [key: string | number | null, code: string]

/** Which jobs somebody wants to see. */
export interface JobQuery {
  /** Words that code, label, description, module or handler must contain, all of them. */
  readonly search?: string
  readonly group?: string
  /** `paused`: for now, by its own pause, its group's or everything's. */
  readonly status?: JobStatus | 'paused'
  /** How its newest finished entry ended. */
  readonly last?: FinishedStatus
  readonly sort: JobSort
  readonly descending: boolean
  /** Only what comes behind it. */
  readonly after?: JobPlace
  readonly limit: number
}

/** A job as a list shows it. */
export interface ListedJob extends JobListing {
  /** When it runs, in words; absent where only people start it. */
  readonly words: string | undefined
  readonly figures: JobFigures | undefined
}

export interface JobPage {
  readonly items: readonly ListedJob[]
  /** Of the last one shown; absent where nothing follows. */
  readonly next: JobPlace | undefined
  /** How many there are in all. */
  readonly total: number
}

/** A page of the jobs that fit. What costs is read for those shown, the rest for all of them in few commands. */
export async function pageJobs(app: App, query: JobQuery): Promise<JobPage> {
  const fitting = await fittingJobs(app, query)
  const keys = await keysOf(app, fitting, query.sort)
  const { after, descending, limit } = query
  const behind = fitting
    .map((job): Placed => ({ job, place: [keys.get(job.code) ?? null, job.code] }))
    .filter(({ place }) => after === undefined || comparePlaces(place, after, descending) > 0)
  const first = firstOf(behind, limit + 1, (a, b) => comparePlaces(a.place, b.place, descending))
  const shown = first.slice(0, limit)
  const next = first.length > limit ? shown.at(-1)?.place : undefined
  const jobs = shown.map(({ job }) => job)
  return { items: await withFigures(app, jobs), next, total: fitting.length }
}

// Ten thousand are not put in order for the fifty that are shown.
function firstOf<One extends object>(
  all: readonly One[],
  count: number,
  compare: (a: One, b: One) => number,
): readonly One[] {
  const first: One[] = []
  for (const one of all) {
    const last = first.at(-1)
    if (first.length === count && last !== undefined && compare(one, last) >= 0) continue
    let [low, high] = [0, first.length]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      const kept = first[middle]
      if (kept !== undefined && compare(kept, one) <= 0) low = middle + 1
      else high = middle
    }
    first.splice(low, 0, one)
    if (first.length > count) first.pop()
  }
  return first
}

interface Placed {
  readonly job: JobDefinition
  readonly place: JobPlace
}

async function withFigures(app: App, jobs: readonly JobDefinition[]): Promise<readonly ListedJob[]> {
  const codes = jobs.map(({ code }) => code)
  const [listings, figures] = await Promise.all([listingsOf(app, jobs), readJobFigures(app, codes)])
  return listings.map((listing) => {
    const { code, calendar } = listing.definition
    return { ...listing, words: calendar && describeCalendar(calendar), figures: figures.get(code) }
  })
}

async function fittingJobs(app: App, query: JobQuery): Promise<readonly JobDefinition[]> {
  const { search = '', group, status, last } = query
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const fitting = app
    .configuration()
    .jobs.filter((job) => group === undefined || job.group === group)
    .filter((job) => contains(job, words) && stands(app, job, status))
  if (last === undefined) return fitting
  const codes = fitting.map(({ code }) => code)
  const ended = await lastEnded(app, codes, last)
  return fitting.filter(({ code }) => ended.get(code))
}

function contains(job: JobDefinition, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const { code, label = '', description = '', module, handler } = job
  const text = [code, label, description, module, handler].join('\n').toLowerCase()
  return words.every((word) => text.includes(word))
}

function stands(app: App, job: JobDefinition, status: JobQuery['status']): boolean {
  if (status !== 'paused') return status === undefined || job.status === status
  const now = app.clock.now()
  const pause = job.status === 'ok' ? pauseOf(app, job) : undefined
  return pause !== undefined && pause.from <= now
}

type SortKey = JobPlace[0]

async function keysOf(app: App, jobs: readonly JobDefinition[], sort: JobSort): Promise<ReadonlyMap<string, SortKey>> {
  if (sort === 'last') {
    const codes = jobs.map(({ code }) => code)
    return lastInstants(app, codes)
  }
  return new Map(jobs.map((job) => [job.code, KEYS[sort](app, job)]))
}

const KEYS: Readonly<Record<Exclude<JobSort, 'last'>, (app: App, job: JobDefinition) => SortKey>> = {
  code: (_, { code }) => code,
  label: (_, { code, label = code }) => label.toLowerCase(),
  group: (_, { group }) => group,
  next: (app, { code }) => nextInstants(app, code, 1)[0] ?? null,
}

function comparePlaces([a, codeA]: JobPlace, [b, codeB]: JobPlace, descending: boolean): number {
  if ((a === null) !== (b === null)) return a === null ? 1 : -1
  const order = a === null || b === null || a === b ? 0 : a < b ? -1 : 1
  return (descending ? -order : order) || (codeA < codeB ? -1 : codeA > codeB ? 1 : 0)
}
