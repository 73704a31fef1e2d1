import { compileCalendar } from '@horarium/calendar'
import { type Calendar, type CalendarSpec, fingerprintOf, type JobDefinition } from '@horarium/core'
import type { Configuration } from '../configuration.js'

export type TimedCalendar = Extract<Calendar, { readonly kind: 'timed' }>

/** A job whose runs can be foreseen. */
export interface ForeseenJob {
  readonly definition: JobDefinition
  readonly spec: CalendarSpec
  readonly calendar: TimedCalendar
}

/** The jobs whose runs can be foreseen: those that may run, and not at every pass. */
export function foreseenJobs(jobs: readonly JobDefinition[]): readonly ForeseenJob[] {
  return jobs.flatMap((definition) => {
    const { status, calendar: spec } = definition
    if (status !== 'ok' || !spec) return []
    const { calendar } = compileCalendar(spec)
    return calendar?.kind === 'timed' ? [{ definition, spec, calendar }] : []
  })
}

/** Jobs that always run together, and the calendar they share. */
export interface Chorus {
  readonly calendar: TimedCalendar
  readonly jobs: readonly ForeseenJob[]
}

/** Jobs with the same calendar need computing only once: most shops have few expressions and many jobs. */
export function chorusesOf(jobs: readonly ForeseenJob[]): readonly Chorus[] {
  const byCalendar = new Map<string, ForeseenJob[]>()
  for (const job of jobs) {
    const key = chorusKey(job.spec)
    byCalendar.set(key, [...(byCalendar.get(key) ?? []), job])
  }
  return [...byCalendar.values()].flatMap((own) => (own[0] ? [{ calendar: own[0].calendar, jobs: own }] : []))
}

/** The same for jobs that always run together. */
export function chorusKey(spec: CalendarSpec): string {
  return fingerprintOf(unseeded(spec))
}

const known = new WeakMap<readonly JobDefinition[], readonly Chorus[]>()

/** The choruses of all jobs of a configuration, worked out once: it is replaced whole, never changed. */
export function chorusesIn({ jobs }: Pick<Configuration, 'jobs'>): readonly Chorus[] {
  const choruses = known.get(jobs) ?? chorusesOf(foreseenJobs(jobs))
  known.set(jobs, choruses)
  return choruses
}

// The seed moves only what is drawn from it.
function unseeded(spec: CalendarSpec): CalendarSpec {
  return spec.kind === 'every' || /\bh\b/i.test(spec.expression) ? spec : { ...spec, seed: '' }
}
