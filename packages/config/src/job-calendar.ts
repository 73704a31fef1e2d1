import {
  type CalendarFault,
  type CalendarSpec,
  type Dialect,
  DIALECTS,
  didYouMean,
  type Problem,
  type Settings,
} from '@horarium/core'
import { dstOptions, jitterOption } from './calendar-options.js'
import type { DeclaredJob } from './declared-job.js'
import { type JobLeaf, type JobLeaves, placeOfSource } from './job-leaves.js'
import { errorAt, type Place, warningAt } from './place.js'

export type CheckCalendar = (spec: CalendarSpec) => readonly CalendarFault[]

/** When a job runs; empty for one that only people start, or whose schedule is wrong. */
export interface JobCalendar {
  readonly calendar?: CalendarSpec
  readonly cronExpr?: string
  readonly configPath?: string
}

interface CalendarReading {
  readonly job: DeclaredJob
  readonly leaves: JobLeaves
  readonly settings: Settings
  readonly checkCalendar: CheckCalendar
  readonly problems: Problem[]
}

/** Works out a job's calendar; faults go to `problems`. */
export function jobCalendar(reading: CalendarReading): JobCalendar {
  const { leaves, problems } = reading
  const configPath = leaves.effective('schedule/config_path')?.text
  const expression = expressionOf(reading, configPath)
  const every = leaves.effective('every')
  const written = {
    ...(configPath ? { configPath } : {}),
    ...(expression && expression.text !== '' ? { cronExpr: expression.text } : {}),
  }
  const spec = specOf(reading, { expression, every })
  if (!spec) return written
  const place = (spec.kind === 'every' ? every : expression)?.place ?? reading.job.place
  const faults = reading.checkCalendar(spec).map((fault) => problemOf(fault, place))
  problems.push(...faults)
  return faults.some(({ severity }) => severity === 'error') ? written : { ...written, calendar: spec }
}

// An admin's own expression first, then what config_path finds, then the XML's.
function expressionOf({ leaves, settings, problems }: CalendarReading, configPath = ''): JobLeaf | undefined {
  const expression = leaves.effective('schedule/cron_expr')
  if (configPath === '' || expression?.overridden) return expression
  const set = settings.valueOf(configPath)
  if (set && set.value.trim() !== '') {
    return { text: set.value.trim(), place: placeOfSource(set.source, configPath), overridden: false }
  }
  const place = leaves.effective('schedule/config_path')?.place
  if (!set && place && (expression?.text ?? '') === '') {
    const message = `no setting '${configPath}' exists, so the job runs only when a person starts it`
    problems.push(warningAt(place, message, `Set ${configPath}, or write a cron_expr.`))
  }
  return expression
}

interface Wanted {
  readonly expression: JobLeaf | undefined
  readonly every: JobLeaf | undefined
}

function specOf(reading: CalendarReading, { expression, every }: Wanted): CalendarSpec | undefined {
  const { job, leaves, problems } = reading
  const hasExpression = expression !== undefined && expression.text !== ''
  if (every === undefined || every.text === '') {
    if (!hasExpression) return undefined
    const dialect = dialectOf(reading)
    const timezone = ownOrGroups(reading, 'timezone').text
    const options = { ...dstOptions(leaves, problems), ...jitterOption(job.code, leaves, problems) }
    return dialect && { kind: 'expression', expression: expression.text, dialect, timezone, seed: job.code, ...options }
  }
  if (hasExpression) {
    const message = 'the job has both <every> and a cron expression'
    problems.push(errorAt(every.place, message, 'Keep one; an empty <cron_expr/> takes an earlier one away.'))
    return undefined
  }
  const seconds = /^\d+$/.test(every.text) ? Number(every.text) : 0
  if (Number.isSafeInteger(seconds) && seconds > 0) {
    return { kind: 'every', seconds, ...jitterOption(job.code, leaves, problems) }
  }
  problems.push(errorAt(every.place, `every is '${every.text}'`, 'Use a whole number of seconds, 1 or more.'))
  return undefined
}

function dialectOf(reading: CalendarReading): Dialect | undefined {
  const { text, place } = ownOrGroups(reading, 'dialect')
  const dialect = DIALECTS.find((known) => known === text)
  if (dialect) return dialect
  const remedy = `Use ${DIALECTS.join(', ')}.${didYouMean(text, DIALECTS)}`
  reading.problems.push(errorAt(place, `'${text}' is not a dialect`, remedy))
  return undefined
}

interface Found {
  readonly text: string
  readonly place: Place
}

function ownOrGroups({ job, leaves, settings }: CalendarReading, name: 'timezone' | 'dialect'): Found {
  const own = leaves.effective(name)
  if (own && own.text !== '') return own
  const { value, source, path } = settings.ofGroup(job.group, name)
  return { text: value, place: placeOfSource(source, path) }
}

function problemOf({ severity, message, remedy }: CalendarFault, { file, line, path }: Place): Problem {
  return { severity, file, line, path, message, remedy }
}
