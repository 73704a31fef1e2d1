import {
  type Configuration,
  diffSchedules,
  isoOf,
  type JobDiff,
  type RunList,
  scheduleOf,
  type Shape,
  timezoneOf,
} from '@horarium/app'
import type { JobDefinition } from '@horarium/core'
import type { Cli } from '../cli.js'
import { formatInstant } from '../instants.js'
import { machineTime } from '../machine-time.js'
import { parseCount } from '../option-values.js'
import { plural } from '../problem-list.js'
import type { Terminal } from '../terminal.js'
import { readWindow, type Window, type WindowOptions } from './window.js'

interface Options extends WindowOptions {
  readonly limit: number
  readonly json?: true
}

const DEFAULT_LIMIT = 5

/** `schedule:diff`: what another tree of modules would run. */
export function addScheduleDiff(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'schedule:diff <old> <new>',
      summary: 'Tell which runs appear and which vanish between two trees of modules; needs no Redis',
      heading: 'Timetable:',
      examples: [
        'schedule:diff modules ../next/modules',
        'schedule:diff old new --from 2026-03-01 --to 2026-04-01 --json',
      ],
      details:
        'Each is a folder of modules; settings are those of the project. A job that is disabled or invalid does not run.\n' +
        'Ends with 0 whether or not there is a difference.',
    })
    .option('--from <instant>', 'the first instant: ISO, UTC, or relative such as +1d', 'now')
    .option('--to <instant>', 'the end, itself not included', '+1d')
    .option('--limit <number>', 'how many runs of each job to list at most', parseCount, DEFAULT_LIMIT)
    .option('--json', 'print JSON')
    .action(async (old: string, fresh: string, options: Options) => {
      const window = readWindow(options, machineTime())
      const [before, after] = [await readTree(cli, old, options), await readTree(cli, fresh, options)]
      const diffs = diffSchedules(before.jobs, after.jobs, { ...window, limit: options.limit })
      if (options.json) terminal.json(shapeOf(diffs, window))
      else write(terminal, diffs, window)
    })
}

async function readTree(cli: Cli, root: string, { json }: Options): Promise<Configuration> {
  const configuration = await cli.readFiles({ ...(json ? { json } : {}), roots: [root] })
  const invalid = configuration.jobs.filter(({ status }) => status === 'invalid')
  const codes = invalid.map(({ code }) => code).join(', ')
  if (invalid.length > 0) cli.terminal.note(`${root}: ${plural(invalid.length, 'invalid job')} left out: ${codes}.`)
  return configuration
}

function shapeOf(diffs: readonly JobDiff[], { from, to }: Window): Shape {
  const listOf = ({ count, first }: RunList): Shape => ({ count, first: first.map(isoOf) })
  return {
    from: isoOf(from),
    to: isoOf(to),
    appearing: sum(diffs, 'appearing'),
    vanishing: sum(diffs, 'vanishing'),
    jobs: diffs.map(({ jobCode, before, after, appearing, vanishing }) => ({
      jobCode,
      before: scheduleText(before) ?? null,
      after: scheduleText(after) ?? null,
      appearing: listOf(appearing),
      vanishing: listOf(vanishing),
    })),
  }
}

function write(terminal: Terminal, diffs: readonly JobDiff[], { from, to }: Window): void {
  const window = `from ${formatInstant(from)} to ${formatInstant(to)} UTC`
  const counts = `Runs that appear: ${sum(diffs, 'appearing')}, that vanish: ${sum(diffs, 'vanishing')},`
  terminal.line(diffs.length === 0 ? 'Both run the same jobs at the same times.' : `${counts} ${window}.`)
  for (const { jobCode, before, after, appearing, vanishing } of diffs) {
    terminal.line()
    terminal.line(terminal.paint('bold', jobCode))
    terminal.line(`  ${scheduleText(before) ?? 'does not run'} -> ${scheduleText(after) ?? 'does not run'}`)
    writeRuns(terminal, vanishing, { sign: '-', style: 'red' })
    writeRuns(terminal, appearing, { sign: '+', style: 'green' })
  }
}

function writeRuns(
  terminal: Terminal,
  { count, first }: RunList,
  { sign, style }: { readonly sign: string; readonly style: 'red' | 'green' },
): void {
  for (const at of first) terminal.line(terminal.paint(style, `  ${sign} ${formatInstant(at)}`))
  if (count > first.length) terminal.line(`  ${sign} ... and ${count - first.length} more`)
}

function sum(diffs: readonly JobDiff[], name: 'appearing' | 'vanishing'): number {
  return diffs.reduce((total, diff) => total + diff[name].count, 0)
}

function scheduleText(job: JobDefinition | undefined): string | undefined {
  if (!job) return undefined
  const timezone = timezoneOf(job)
  return `${scheduleOf(job) ?? ''}${timezone === null ? '' : ` (${timezone})`}`
}
