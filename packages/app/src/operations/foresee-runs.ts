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
  const first = new Earliest(span.named)
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
      first.offer(job, own)
    }
  }
  return {
    count,
    isMore: budget <= 0,
    first: first.runs,
    jobs: jobs.toSorted((a, b) => a.count - b.count),
  }
}

function covers({ from, until }: Interval, at: number): boolean {
  return from <= at && at < until
}

type Run = ForeseenRuns['first'][number]

/** The first few of many runs: of ten thousand jobs most are too late at a glance. */
class Earliest {
  readonly #count: number
  #runs: readonly Run[] = []

  constructor(count: number) {
    this.#count = count
  }

  get runs(): readonly Run[] {
    return this.#runs
  }

  /** The instants of a job, in their order. */
  offer(job: JobDefinition, instants: readonly number[]): void {
    for (const at of instants) {
      const last = this.#runs.at(-1)
      if (this.#runs.length >= this.#count && (!last || order({ job, at }, last) > 0)) return
      this.#runs = [...this.#runs, { job, at }].toSorted(order).slice(0, this.#count)
    }
  }
}

function order(a: Run, b: Run): number {
  return a.at - b.at || (a.job.code < b.job.code ? -1 : 1)
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
