import { type App, backfill, findJob, isoOf, planBackfill, type Shape } from '@horarium/app'
import { HorariumError, type JobDefinition } from '@horarium/core'
import type { Cli } from '../cli.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { formatDuration, formatInstant } from '../instants.js'
import { plural } from '../problem-list.js'
import { listenForStop } from '../stop-signals.js'
import { readWindow, type WindowOptions } from './window.js'

interface Options extends WindowOptions {
  readonly dryRun?: true
  readonly yes?: true
  readonly json?: true
}

/** So many runs need no second word. */
const UNASKED = 10

/** `schedule:backfill`: runs what never ran. */
export function addScheduleBackfill(cli: Cli): void {
  cli
    .command({
      signature: 'schedule:backfill <code>',
      summary: 'Run a job once for each past instant that never ran, here, one after the other',
      heading: 'Timetable:',
      examples: [
        'schedule:backfill nightly_report --from -3d --dry-run',
        'schedule:backfill nightly_report --from 2026-01-28 --to 2026-01-31 --yes',
      ],
      details:
        'It makes up for what was missed, stood in a gap, or was never written as nothing ran. The handler is told the\n' +
        'instant by the parameter scheduled_for. Each run is an entry made by hand: the past itself is not changed.\n' +
        'What has been made up for is left out the next time, for as long as the history of that run is kept.\n' +
        `More than ${UNASKED} runs need --yes. Ends with 1 when a run failed, or when the job is running elsewhere.`,
    })
    .requiredOption('--from <instant>', 'the first instant: ISO, UTC, or relative such as -3d')
    .option('--to <instant>', 'the last', 'now')
    .option('--dry-run', 'only list the instants')
    .option('--yes', `also when there are more than ${UNASKED}`)
    .option('--json', 'print JSON')
    .action((typed: string, options: Options) =>
      cli.withApp(options, async (app) => {
        const job = findJob(app.configuration().jobs, typed)
        return work(cli, app, { job, options })
      }),
    )
}

interface Wanted {
  readonly job: JobDefinition
  readonly options: Options
}

async function work({ terminal }: Cli, app: App, { job, options }: Wanted): Promise<ExitCode> {
  const planned = await planBackfill(app, job, readWindow(options, app.clock.now()))
  const tell = (line: string): void => (options.json ? undefined : terminal.line(line))
  if (options.dryRun) {
    for (const { instant, fate } of planned) tell(`${formatInstant(instant)}  ${fate}`)
    tell(`${plural(planned.length, 'run')} of ${job.code} to make up for.`)
    if (options.json) terminal.json(planned.map(({ instant, fate }) => ({ instant: isoOf(instant), fate })))
    return EXIT.fine
  }
  if (planned.length > UNASKED && !options.yes) {
    throw new HorariumError('usage', `That is ${planned.length} runs. Add --yes, or look at them with --dry-run.`)
  }
  const shapes: Shape[] = []
  let failed = 0
  await backfill(app, job, {
    instants: planned.map(({ instant }) => instant),
    signal: listenForStop(),
    onRun: (instant, { entry: { id, status, reason, durationMs } }) => {
      if (status !== 'success') failed += 1
      shapes.push({ instant: isoOf(instant), id, status, reason: reason ?? null })
      tell(`${formatInstant(instant)}  ${terminal.paintStatus(status)}  ${formatDuration(durationMs)}  ${id}`)
    },
  })
  if (options.json) terminal.json(shapes)
  tell(`${plural(shapes.length, 'run')} of ${planned.length} made up for; ${failed} failed.`)
  return failed > 0 || shapes.length < planned.length ? EXIT.failed : EXIT.fine
}
