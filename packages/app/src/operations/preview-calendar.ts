import { checkCalendar, compileCalendar, describeCalendar } from '@horarium/calendar'
import { type CalendarFault, type CalendarSpec, type Dialect, DIALECTS, type JobDefinition } from '@horarium/core'
import type { App } from '../app.js'
import { instantsOf } from './next-instants.js'
import { type PreviewedRun, previewRuns } from './preview-job.js'
import { readSchedule } from './read-schedule.js'

/** A schedule as somebody is typing it. */
export interface CalendarWish {
  /** A cron expression, a word such as `hourly`, or seconds: `30`, `30s`, `every 30s`. */
  readonly schedule: string
  /** Absent: as the job has it, or the group `default`. */
  readonly timezone?: string
  readonly dialect?: Dialect
  /** The job it is for: what `H` is drawn from, and what of its calendar stays. */
  readonly job?: JobDefinition
}

/** What a schedule would mean. */
export interface CalendarPreview {
  /** Absent where it means nothing. */
  readonly words: string | undefined
  readonly spec: CalendarSpec
  /** What is wrong with it, and what is doubtful. */
  readonly faults: readonly CalendarFault[]
  readonly runs: readonly PreviewedRun[]
}

const NEXT_SHOWN = 10

/** Tells what a schedule would mean; never throws for one that means nothing. */
export function previewCalendar(app: App, wish: CalendarWish): CalendarPreview {
  const spec = specOf(app, wish)
  const { calendar } = compileCalendar(spec)
  const instants = instantsOf(calendar, { after: app.clock.now(), count: NEXT_SHOWN, pauses: [] })
  return {
    words: calendar && describeCalendar(spec),
    spec,
    faults: checkCalendar(spec),
    runs: previewRuns(app, { calendar: spec, instants, code: wish.job?.code }),
  }
}

function specOf(app: App, { schedule, timezone, dialect, job }: CalendarWish): CalendarSpec {
  const { expression, seconds } = readSchedule(schedule)
  const jitter = job?.calendar?.jitter ? { jitter: job.calendar.jitter } : {}
  if (seconds !== undefined) return { kind: 'every', seconds, ...jitter }
  const { settings } = app.configuration()
  const [group, seed] = [job?.group ?? 'default', job?.code ?? '']
  const own = job?.calendar?.kind === 'expression' ? job.calendar : undefined
  const usual = DIALECTS.find((known) => known === settings.ofGroup(group, 'dialect').value) ?? 'standard'
  return {
    // What the job says of clock changes and its delay stays.
    ...own,
    kind: 'expression',
    expression,
    dialect: dialect ?? own?.dialect ?? usual,
    timezone: timezone ?? own?.timezone ?? settings.ofGroup(group, 'timezone').value,
    seed,
    ...jitter,
  }
}
