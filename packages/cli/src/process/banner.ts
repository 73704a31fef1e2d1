import { type App, guardsNow, type UpcomingRun, upcomingRuns } from '@horarium/app'
import { formatClock, formatDistance } from '../instants.js'
import { countProblems, plural, writeProblems } from '../problem-list.js'
import { writeFields, writeHeading } from '../table.js'
import type { Terminal } from '../terminal.js'
import { readVersion } from '../version.js'

const RUNS_SHOWN = 5

/** Tells a person what this process works on, what comes next, and where to look. */
export function writeBanner(app: App, terminal: Terminal, address: string | undefined): void {
  const { problems } = app.configuration()
  terminal.line(terminal.paint('bold', `Horarium ${readVersion()}`))
  writeFields(terminal, [
    ['Redis', app.lease.description],
    ['Project', app.project.directory],
    ['Modules', modulesText(app)],
    ['Jobs', jobsText(app)],
    ...(address === undefined
      ? []
      : ([
          ['Pages', `${address}/`],
          ['HTTP', `${address}/health`],
        ] as const)),
  ])
  if (problems.length > 0) {
    writeHeading(terminal, `Problems: ${countProblems(problems)}`)
    writeProblems(terminal, problems)
  }
  const guards = guardsNow(app.configuration(), app.clock.now())
  if (guards.length > 0) writeHeading(terminal, 'Guarded')
  for (const guard of guards) terminal.line(`  ${guard}`)
  writeHeading(terminal, 'Next runs (UTC)')
  const runs = upcomingRuns(app, RUNS_SHOWN)
  if (runs.length === 0) terminal.line('  None that can be foreseen.')
  for (const run of runs) terminal.line(`  ${runText(run, app.clock.now())}`)
  writeHeading(terminal, 'Where to look')
  writeFields(terminal, WHERE_TO_LOOK)
  terminal.line()
}

const WHERE_TO_LOOK = [
  ['npx horarium job:list', 'every job, its last run and its next'],
  ['npx horarium schedule:list', 'what is written down to come'],
  ['npx horarium history:list', 'what has run, and history:show ID its log'],
  ['npx horarium health', 'Redis, workers, queues'],
  ['log', 'on standard error of this process; more of it with --log-level debug'],
  ['stop', 'Ctrl-C'],
] as const

function modulesText(app: App): string {
  const { modules } = app.configuration()
  const inactive = modules.filter(({ active }) => !active).length
  return inactive === 0 ? String(modules.length) : `${modules.length} (${inactive} inactive)`
}

function jobsText(app: App): string {
  const { jobs } = app.configuration()
  const counted = (['invalid', 'disabled'] as const).flatMap((status) => {
    const count = jobs.filter((job) => job.status === status).length
    return count === 0 ? [] : [`${count} ${status}`]
  })
  return counted.length === 0 ? String(jobs.length) : `${jobs.length} (${counted.join(', ')})`
}

function runText({ jobCode, at }: UpcomingRun, now: number): string {
  return `${formatClock(at)}  ${formatDistance(at, now)}  ${jobCode}`
}

/** The same in one line, for a log. */
export function summarise(app: App): Readonly<Record<string, unknown>> {
  const { modules, jobs, problems } = app.configuration()
  const counts = { modules: modules.length, jobs: jobs.length }
  const found = problems.length === 0 ? {} : { problems: plural(problems.length, 'problem') }
  const guards = guardsNow(app.configuration(), app.clock.now())
  return { redis: app.lease.description, ...counts, ...found, ...(guards.length > 0 ? { guards } : {}) }
}
