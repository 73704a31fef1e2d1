import { type ClockEffect, clockEffects, describeCalendar, type LocalTime, localTimeAt } from '@horarium/calendar'
import type { CalendarSpec, JobDefinition } from '@horarium/core'
import type { App } from '../app.js'
import { type Chorus, chorusesIn } from './foreseen-job.js'
import { nextInstants } from './next-instants.js'

/** A run to come, as people look at it. */
export interface PreviewedRun {
  /** Epoch ms. */
  readonly at: number
  /** What the clocks of the job's zone show then; absent where it has none. */
  readonly local: LocalTime | undefined
  /** Set where the clocks jump over the hour the job names. */
  readonly moved: ClockEffect | undefined
  /** Other jobs that begin in the same minute. */
  readonly meets: readonly string[]
}

export interface JobPreview {
  /** When it runs, in words; absent for a job that only people start. */
  readonly words: string | undefined
  readonly runs: readonly PreviewedRun[]
}

const MINUTE = 60_000

/** The next runs of a job, with what the clocks do to them and whom they meet. */
export function previewJob(app: App, { code, calendar }: JobDefinition, count: number): JobPreview {
  const runs = previewRuns(app, { calendar, instants: nextInstants(app, code, count), code })
  return { words: calendar && describeCalendar(calendar), runs }
}

/** Instants of a calendar, and the job they are for, which meets others but not itself. */
export interface RunsToPreview {
  readonly calendar: CalendarSpec | undefined
  readonly instants: readonly number[]
  readonly code: string | undefined
}

/** Tells of runs to come what the clocks do to them and whom they meet. */
export function previewRuns(app: App, { calendar, instants, code }: RunsToPreview): readonly PreviewedRun[] {
  const choruses = chorusesIn(app.configuration())
  return instants.map((at) => ({
    at,
    local: calendar?.kind === 'expression' ? localTimeAt(calendar.timezone, at) : undefined,
    moved: calendar && clockEffects(calendar, at - 1, at).find(({ effect }) => effect === 'moved'),
    meets: choruses
      .filter((chorus) => beginsIn(chorus, at))
      .flatMap(({ jobs }) => jobs.map(({ definition }) => definition.code))
      .filter((other) => other !== code)
      .toSorted(),
  }))
}

function beginsIn({ calendar }: Chorus, at: number): boolean {
  const minute = Math.floor(at / MINUTE) * MINUTE
  return calendar.between(minute - 1, minute + MINUTE - 1).length > 0
}
