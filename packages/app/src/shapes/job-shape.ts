import { type JobDefinition, maskParams } from '@horarium/core'
import type { JobListing } from '../operations/list-jobs.js'
import { isoOf, type Shape } from './shape.js'

/** When a job runs, in a word: its expression, `every 30s`, or nothing for a job its calendar does not start. */
export function scheduleOf({ calendar, cronExpr, policy }: JobDefinition): string | null {
  if (policy.manualOnly) return null
  if (calendar?.kind === 'every') return `every ${calendar.seconds}s`
  return calendar?.expression ?? cronExpr ?? null
}

/** The zone a job's expression is read in; absent where there is no expression. */
export function timezoneOf({ calendar }: JobDefinition): string | null {
  return calendar?.kind === 'expression' ? calendar.timezone : null
}

/** A job as `job:list --json` shows it. */
export function jobShape({ definition, lastStatus, lastRunAt, nextRunAt, pause }: JobListing): Shape {
  const { code, group, label, status, handler } = definition
  return {
    code,
    group,
    label: label ?? null,
    schedule: scheduleOf(definition),
    timezone: timezoneOf(definition),
    status,
    handler,
    lastStatus: lastStatus ?? null,
    lastRunAt: isoOf(lastRunAt),
    nextRunAt: isoOf(nextRunAt),
    pause: pause ? { ...pause, from: isoOf(pause.from), until: isoOf(pause.until) } : null,
  }
}

/** What of a job can be changed. */
export function definitionFacts(job: JobDefinition): Shape {
  const { group, label, description, status, params, policy } = job
  return {
    schedule: scheduleOf(job),
    timezone: timezoneOf(job),
    group,
    label: label ?? null,
    description: description ?? null,
    status,
    params: maskParams(params),
    policy,
  }
}
