import { compileCalendar } from '@horarium/calendar'
import { groupSettings, type JobDefinition } from '@horarium/core'
import { readWatermark } from '@horarium/store'
import type { App } from '../app.js'
import { planOf } from '../find-job.js'
import type { Followed } from './follow-change.js'
import { type Chorus, chorusesOf, foreseenJobs } from './foreseen-job.js'

/** A job on either side of a change; absent where no module declares it. */
export interface JobChange {
  readonly code: string
  readonly before: JobDefinition | undefined
  readonly after: JobDefinition | undefined
}

/** How many of a job's pending entries a change would withdraw, and how many it would write. */
export async function foreseeChange(app: App, { code, before, after }: JobChange): Promise<Followed> {
  const now = app.clock.now()
  const mark = before && (await readWatermark(planOf(app.plans(), code).lane, code))
  const was = new Set(before && mark ? instantsOf(before, now, mark.at) : [])
  const is = new Set(after ? instantsOf(after, now, now + horizonOf(app, after)) : [])
  const isMoved = before?.group !== after?.group
  const missing = (from: ReadonlySet<number>, to: ReadonlySet<number>): number =>
    isMoved ? from.size : [...from].filter((at) => !to.has(at)).length
  return { withdrawn: missing(was, is), written: missing(is, was) }
}

// A group of its own is planned only once somebody is in it.
function horizonOf(app: App, { group }: JobDefinition): number {
  return groupSettings(app.configuration().settings, group).aheadMs
}

function instantsOf({ status, calendar }: JobDefinition, after: number, until: number): readonly number[] {
  const compiled = status === 'ok' && calendar ? compileCalendar(calendar).calendar : undefined
  return compiled?.kind === 'timed' && until > after ? compiled.between(after, until) : []
}

/** What falls into a stretch of time that begins now. */
export interface FallingDue {
  readonly jobs: number
  readonly instants: number
  /** Whether there are more of them than were counted. */
  readonly isMore: boolean
  /** When the first of them falls due, epoch ms. */
  readonly first: number | undefined
}

const DAY_MS = 86_400_000
const COUNTED = 100_000

/** Counts what the calendars of some jobs bring until an instant. */
export function foreseeDue(app: App, jobs: readonly JobDefinition[], until: number): FallingDue {
  const now = app.clock.now()
  const choruses = chorusesOf(foreseenJobs(jobs))
  const meant = choruses.flatMap((chorus) => {
    const first = chorus.calendar.next(now)
    return first !== undefined && first < until ? [{ chorus, first }] : []
  })
  let instants = 0
  for (let from = now; from < until && instants < COUNTED && meant.length > 0; from += DAY_MS) {
    const to = Math.min(from + DAY_MS, until)
    for (const { chorus } of meant) instants += countIn(chorus, from, to)
  }
  return {
    jobs: meant.reduce((sum, { chorus }) => sum + chorus.jobs.length, 0),
    instants: Math.min(instants, COUNTED),
    isMore: instants > COUNTED,
    first: meant.map(({ first }) => first).toSorted((a, b) => a - b)[0],
  }
}

function countIn({ calendar, jobs }: Chorus, from: number, until: number): number {
  return calendar.between(from, until - 1).length * jobs.length
}
