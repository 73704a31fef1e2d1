import type { Configuration, JobListing } from '@horarium/app'
import { type Entry, type FailedAttempt, groupSettings, type JobDefinition, maskParams } from '@horarium/core'
import { isoOf } from './instants.js'

/** What `--json` prints. */
export type Shape = Readonly<Record<string, unknown>>

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

/** An entry as every `--json` listing shows it. */
export function entryShape(entry: Entry): Shape {
  return {
    id: entry.id,
    jobCode: entry.jobCode,
    target: entry.target ?? null,
    group: entry.group,
    scheduledAt: isoOf(entry.scheduledAt),
    status: entry.status,
    reason: entry.reason ?? null,
    releasedAt: isoOf(entry.releasedAt),
    startedAt: isoOf(entry.startedAt),
    finishedAt: isoOf(entry.finishedAt),
    durationMs: entry.durationMs ?? null,
    attempt: entry.attempt,
    dueAt: isoOf(entry.dueAt),
    waitsFor: entry.waitsFor ?? null,
    worker: entry.worker ?? null,
    source: entry.source,
    askedBy: entry.askedBy ?? null,
    priority: entry.priority ?? null,
  }
}

/** An entry with all there is to say about it. */
export function entryDetails(entry: Entry, log: string): Shape {
  const { author, params, result, message, progress, error } = entry
  return {
    ...entryShape(entry),
    author: author ?? null,
    handedTo: entry.handedTo ?? null,
    params: params ? maskParams(params) : null,
    result: result === undefined ? null : parseJson(result),
    message: message ?? null,
    progress: progress ?? null,
    error: error ? { name: error.name, message: error.message, stack: error.stack ?? null } : null,
    kill: entry.kill ? { ...entry.kill, at: isoOf(entry.kill.at), seenAt: isoOf(entry.kill.seenAt) } : null,
    attempts: (entry.attempts ?? []).map(attemptShape),
    log: log.split('\n').filter(Boolean).map(parseJson),
  }
}

function attemptShape({ startedAt, finishedAt, error, ...rest }: FailedAttempt): Shape {
  return { ...rest, startedAt: isoOf(startedAt), finishedAt: isoOf(finishedAt), error: error ?? null }
}

/** A whole configuration as `validate --json` shows it. */
export function configurationShape(configuration: Configuration): Shape {
  const { modules, jobs, problems } = configuration
  return {
    modules: modules.map(({ name, path, active }) => ({ name, path, active })),
    jobs: jobs.map((job) => definitionShape(job, configuration)),
    problems,
  }
}

function definitionShape(job: JobDefinition, { settings }: Configuration): Shape {
  const { code, group, cronExpr, configPath, calendar, handler, targets, policy, file, line, status, problems } = job
  // An expression that cannot be read still has a dialect and a zone it was to be read in.
  const { dialect, timezone } = calendar?.kind === 'expression' ? calendar : groupSettings(settings, group)
  const isExpression = calendar?.kind !== 'every'
  return {
    code,
    group,
    cronExpr: cronExpr ?? null,
    configPath: configPath ?? null,
    every: calendar?.kind === 'every' ? calendar.seconds : null,
    dialect: isExpression ? dialect : null,
    timezone: isExpression ? timezone : null,
    handler,
    targets: targets ?? null,
    policy,
    file,
    line,
    status,
    problems,
  }
}

// What was cut to fit its limit may be no JSON any more.
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
