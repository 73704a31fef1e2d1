import { compileCalendar } from '@horarium/calendar'
import {
  type Calendar,
  type CalendarSpec,
  DEFAULT_POLICY,
  fingerprintOf,
  type GroupSettings,
  groupSettings,
  type JobDefinition,
  type Logger,
  resolveSettings,
} from '@horarium/core'
import { callHere, type PlannedJob } from '@horarium/engine'
import { type Lane, openLane, type Redis } from '@horarium/store'

type Call = NonNullable<PlannedJob['call']>

const GROUP = 'default'

/** Every five minutes, so or so: what most crontabs are made of; seven expressions, 78 instants an hour. */
export const CRONTAB_MIX: readonly string[] = [
  '*/5 * * * *',
  '1-59/5 * * * *',
  '2-59/5 * * * *',
  '3-59/5 * * * *',
  '*/3 * * * *',
  '*/10 * * * *',
  '7,22,37,52 * * * *',
]

export const silent: Logger = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
}

/** The lane everything is measured in: the default group of an instance of its own Redis. */
export function benchLane(redis: Redis, group: string = GROUP): Lane {
  return openLane(redis, 'hz', group)
}

/** The settings as they are when nobody has set anything, with changes. */
export function benchSettings(change: Partial<GroupSettings> = {}): GroupSettings {
  return { ...groupSettings(resolveSettings([]), GROUP), ...change }
}

/** So many jobs on the usual expressions, with compiled calendars. */
export function crontabJobs(count: number, timezone = 'UTC'): readonly PlannedJob[] {
  return Array.from({ length: count }, (_, index) => {
    const code = jobCode(index)
    const expression = CRONTAB_MIX[index % CRONTAB_MIX.length] ?? '* * * * *'
    const spec: CalendarSpec = { kind: 'expression', expression, dialect: 'standard', timezone, seed: code }
    const { calendar } = compileCalendar(spec)
    if (!calendar) throw new Error(`'${expression}' in ${timezone} does not compile`)
    return planned(code, { compiled: calendar, fingerprint: fingerprintOf(spec) })
  })
}

/** A job whose calendar is a list of instants: it is generated, released and run like any other. */
export function listedJob(code: string, instants: readonly number[], call?: Call): PlannedJob {
  const compiled: Calendar = {
    kind: 'timed',
    between: (after, until) => instants.filter((instant) => instant > after && instant <= until),
    next: (after) => instants.find((instant) => instant > after),
  }
  return planned(code, { compiled, fingerprint: `listed ${instants.length} ${instants[0]}` }, call)
}

/** With `@` and the instant an id of about 30 characters. */
export function jobCode(index: number): string {
  return `bench_job_${String(index).padStart(6, '0')}`
}

function planned(
  code: string,
  calendar: NonNullable<PlannedJob['calendar']>,
  call: Call = callHere(() => undefined),
): PlannedJob {
  const definition: JobDefinition = {
    code,
    group: GROUP,
    status: 'ok',
    handler: 'bench/nothing::run',
    params: {},
    policy: DEFAULT_POLICY,
    module: 'Bench_Nothing',
    file: 'config.xml',
    line: 1,
    problems: [],
  }
  return { definition, calendar, call }
}
