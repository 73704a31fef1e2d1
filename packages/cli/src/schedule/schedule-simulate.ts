import { isoOf, scheduleOf, type Shape, simulate, type Simulation, timezoneOf } from '@horarium/app'
import { writeChart } from '../chart.js'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { formatInstant } from '../instants.js'
import { machineTime } from '../machine-time.js'
import { parseCount } from '../option-values.js'
import { plural } from '../problem-list.js'
import { type Column, writeHeading, writeTable } from '../table.js'
import type { Terminal } from '../terminal.js'
import { lengthText, loadCurve, meanLoad } from './load-curve.js'
import { readWindow, type WindowOptions } from './window.js'

interface Options extends WindowOptions {
  readonly limit: number
  readonly json?: true
}

const DEFAULT_LIMIT = 10

/** `schedule:simulate`: what the calendars foresee. */
export function addScheduleSimulate(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'schedule:simulate',
      summary: 'Foresee every run of all jobs: how many, when they meet, what clock changes do; needs no Redis',
      heading: 'Timetable:',
      examples: [
        'schedule:simulate',
        'schedule:simulate --from 2026-01-01 --to 2027-01-01 --limit 20',
        'schedule:simulate --to +1h --limit 500 --json',
      ],
      details:
        'It reads the files alone: what an admin has laid over them is not seen. Nothing is written and nothing runs.\n' +
        'Three years at most; a year of 1,000 jobs takes seconds.',
    })
    .option('--from <instant>', 'the first instant: ISO, UTC, or relative such as +1d', 'now')
    .option('--to <instant>', 'the end, itself not included', '+1d')
    .option('--limit <number>', 'how many runs, full minutes and jobs to list at most', parseCount, DEFAULT_LIMIT)
    .option('--json', 'print JSON')
    .action((options: Options) =>
      cli.withFiles(options, ({ jobs }) => {
        const window = readWindow(options, machineTime())
        const simulation = simulate(jobs, { ...window, limit: options.limit })
        if (options.json) terminal.json(shapeOf(simulation))
        else write(terminal, simulation, options.limit)
        return EXIT.fine
      }),
    )
}

function shapeOf(simulation: Simulation): Shape {
  const { from, to, total, jobs, always, runs, load, collisions, fullest, clockEffects } = simulation
  return {
    from: isoOf(from),
    to: isoOf(to),
    total,
    collisions,
    jobs: jobs.map(({ definition, runs: count }) => ({
      code: definition.code,
      group: definition.group,
      schedule: scheduleOf(definition),
      timezone: timezoneOf(definition),
      runs: count,
    })),
    always,
    runs: runs.map(({ jobCode, at }) => ({ jobCode, at: isoOf(at) })),
    fullest: fullest.map(({ at, ...rest }) => ({ at: isoOf(at), ...rest })),
    load: loadCurve(load),
    meanByMinuteOfHour: meanLoad(load, from, 'minute of the hour'),
    meanByHourOfDay: meanLoad(load, from, 'hour of the day'),
    clockEffects: clockEffects.map(({ at, ...rest }) => ({ at: isoOf(at), ...rest })),
  }
}

function write(terminal: Terminal, simulation: Simulation, limit: number): void {
  const { from, to, total, jobs, always, load } = simulation
  const window = `from ${formatInstant(from)} to ${formatInstant(to)} UTC`
  terminal.line(`${plural(total, 'run')} of ${plural(jobs.length, 'job')} ${window}.`)
  if (always.length > 0) terminal.line(`Not counted, as they run at every pass: ${always.join(', ')}.`)
  if (total === 0) return
  const { minutesEach, runs } = loadCurve(load)
  if (runs.length > 1) {
    writeHeading(terminal, `Runs in each ${lengthText(minutesEach)}`)
    writeChart(terminal, runs)
  }
  writeHeading(terminal, 'Mean runs in each minute of the hour')
  writeChart(terminal, meanLoad(load, from, 'minute of the hour'))
  writeMeetings(terminal, simulation)
  writeClockEffects(terminal, simulation, limit)
  writeHeading(terminal, jobs.length > limit ? `Jobs, the ${limit} busiest` : 'Jobs')
  writeTable(terminal, jobs.slice(0, limit), { columns: JOB_COLUMNS, empty: '' })
  writeHeading(terminal, 'First runs')
  writeTable(terminal, simulation.runs, { columns: RUN_COLUMNS, empty: '' })
}

const NAMED = 4

function writeMeetings(terminal: Terminal, { load, collisions, fullest }: Simulation): void {
  const share = `${collisions} of ${plural(load.length, 'minute')} ${collisions === 1 ? 'has' : 'have'} more than one run`
  writeHeading(terminal, 'Fullest minutes')
  terminal.line(`${share}.`)
  if (fullest.length > 0) writeTable(terminal, fullest, { columns: MINUTE_COLUMNS, empty: '' })
}

function writeClockEffects(terminal: Terminal, { clockEffects }: Simulation, limit: number): void {
  if (clockEffects.length === 0) return
  writeHeading(terminal, 'What clock changes do')
  writeTable(terminal, clockEffects.slice(0, limit), { columns: EFFECT_COLUMNS, empty: '' })
  if (clockEffects.length > limit) terminal.line(`... and ${clockEffects.length - limit} more; see --limit.`)
}

const JOB_COLUMNS: readonly Column<Simulation['jobs'][number]>[] = [
  { title: 'job', of: ({ definition }) => definition.code },
  { title: 'schedule', of: ({ definition }) => scheduleOf(definition) ?? '' },
  { title: 'timezone', of: ({ definition }) => timezoneOf(definition) ?? '' },
  { title: 'runs', of: ({ runs }) => String(runs), align: 'right' },
]

const RUN_COLUMNS: readonly Column<Simulation['runs'][number]>[] = [
  { title: 'UTC', of: ({ at }) => formatInstant(at) },
  { title: 'job', of: ({ jobCode }) => jobCode },
]

const MINUTE_COLUMNS: readonly Column<Simulation['fullest'][number]>[] = [
  { title: 'minute (UTC)', of: ({ at }) => formatInstant(at).slice(0, 16) },
  { title: 'runs', of: ({ runs }) => String(runs), align: 'right' },
  { title: 'jobs', of: ({ jobCodes }) => namesOf(jobCodes) },
]

const EFFECTS = {
  moved: (count: number) => `${plural(count, 'run')} moved to the first instant after the jump`,
  dropped: (count: number) =>
    `${plural(count, 'run')} left out, as the clocks jump over ${count === 1 ? 'it' : 'them'}`,
  doubled: (count: number) => `${plural(count, 'run')} more, as the clocks show the hour twice`,
}

const EFFECT_COLUMNS: readonly Column<Simulation['clockEffects'][number]>[] = [
  { title: 'clocks change (UTC)', of: ({ at }) => formatInstant(at) },
  { title: 'job', of: ({ jobCode }) => jobCode },
  { title: 'effect', of: ({ effect, count }) => EFFECTS[effect](count) },
]

function namesOf(codes: readonly string[]): string {
  const named = codes.slice(0, NAMED).join(', ')
  return codes.length > NAMED ? `${named} and ${codes.length - NAMED} more` : named
}
