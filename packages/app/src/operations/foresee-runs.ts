import type { Calendar, Interval, JobDefinition } from '@horarium/core'
import { type LanePlan, pausesOf } from '@horarium/engine'
import type { App } from '../app.js'
import { chorusKey } from './foreseen-job.js'

/** Jobs that share a calendar. */
interface Part {
  readonly calendar: Extract<Calendar, { readonly kind: 'timed' }>
  readonly jobs: readonly Singer[]
}

interface Singer {
  readonly definition: JobDefinition
  /** When its calendar does not start it. */
  readonly holds: readonly Interval[]
}

/** What calendars start in a span. */
export interface ForeseenRuns {
  readonly count: number
  /** Whether there are more: nobody waits for thousands of calendars to be read to their end. */
  readonly isMore: boolean
  /** The first ones, earliest first; epoch ms. */
  readonly first: readonly { readonly job: JobDefinition; readonly at: number }[]
  /** The jobs that run, and how often; the most frequent last. */
  readonly jobs: readonly { readonly job: JobDefinition; readonly count: number }[]
}

export interface Span {
  /** Epoch ms, left out. */
  readonly after: number
  readonly until: number
  /** How many of the first runs are wanted by name. */
  readonly named: number
}

const MOST_INSTANTS = 50_000

/** What the calendars of all jobs start in a span, as their pauses let them. */
export function foreseeRuns(app: App, span: Span): ForeseenRuns {
  const first: { job: JobDefinition; at: number }[] = []
  const jobs: { job: JobDefinition; count: number }[] = []
  let budget = MOST_INSTANTS
  let count = 0
  for (const { calendar, jobs: singers } of partsOf(app.plans())) {
    if (budget <= 0) break
    const instants = calendar.between(span.after, span.until)
    budget -= instants.length + 1
    for (const { definition: job, holds } of singers) {
      const own = holds.length === 0 ? instants : instants.filter((at) => !holds.some((hold) => covers(hold, at)))
      if (own.length === 0) continue
      count += own.length
      jobs.push({ job, count: own.length })
      first.push(...own.slice(0, span.named).map((at) => ({ job, at })))
    }
    if (first.length > span.named * 50) first.splice(0, first.length, ...earliest(first, span.named))
  }
  return {
    count,
    isMore: budget <= 0,
    first: earliest(first, span.named),
    jobs: jobs.toSorted((a, b) => a.count - b.count),
  }
}

function covers({ from, until }: Interval, at: number): boolean {
  return from <= at && at < until
}

function earliest<Run extends { readonly job: JobDefinition; readonly at: number }>(
  runs: readonly Run[],
  count: number,
): readonly Run[] {
  return runs.toSorted((a, b) => a.at - b.at || (a.job.code < b.job.code ? -1 : 1)).slice(0, count)
}

type Plans = ReadonlyMap<string, LanePlan>

// Plans are replaced whole.
const known = new WeakMap<Plans, readonly Part[]>()

function partsOf(plans: Plans): readonly Part[] {
  const found = known.get(plans) ?? readParts(plans)
  known.set(plans, found)
  return found
}

function readParts(plans: Plans): readonly Part[] {
  const parts = new Map<string, { calendar: Part['calendar']; jobs: Singer[] }>()
  for (const plan of plans.values()) {
    for (const { definition, calendar } of plan.jobs.values()) {
      const compiled = calendar?.compiled
      const spec = definition.calendar
      if (definition.status !== 'ok' || definition.policy.manualOnly || !spec || compiled?.kind !== 'timed') continue
      if (plan.guardedEnvironment !== undefined && !definition.policy.outsideProduction) continue
      const key = chorusKey(spec)
      const part = parts.get(key) ?? { calendar: compiled, jobs: [] }
      part.jobs.push({ definition, holds: [...plan.settings.maintenances, ...pausesOf(plan, definition)] })
      parts.set(key, part)
    }
  }
  return [...parts.values()]
}
