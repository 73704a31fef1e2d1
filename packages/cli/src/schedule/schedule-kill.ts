import { type App, awaitKilled, entryShape, killEntry } from '@horarium/app'
import type { Entry } from '@horarium/core'
import type { Cli } from '../cli.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { formatDuration } from '../instants.js'
import { listenForStop } from '../stop-signals.js'

interface Options {
  readonly reason: string
  readonly force?: true
  readonly wait: boolean
  readonly json?: true
}

/** `schedule:kill`: ends an entry before its time. */
export function addScheduleKill(cli: Cli): void {
  cli
    .command({
      signature: 'schedule:kill <id>',
      summary: 'End an entry before its time, wherever it runs, and wait until it has ended',
      heading: 'Timetable:',
      examples: [
        'schedule:kill nightly_report@20260131T220000Z --reason "wrong month"',
        'schedule:kill ID --force',
        'schedule:kill ID --no-wait --json',
      ],
      details:
        'An entry that waits ends at once. A run is asked to: its process hears of it within seconds and aborts the\n' +
        "signal of the handler; one that does not follow within the group's stop_grace loses its process. With --force\n" +
        'it loses it at once. The entry ends as killed, with who and why; what the run says later is refused.\n' +
        'Ends with 1 when it had ended already, or ended otherwise before it could be killed.',
    })
    .option('--reason <text>', 'why; kept with the entry', '')
    .option('--force', "end the run's process without waiting for its handler")
    .option('--wait', 'wait until it has ended', true)
    .option('--no-wait', 'only ask')
    .option('--json', 'print JSON')
    .action((id: string, options: Options) =>
      cli.withApp({ ...options, knowsHandlers: false }, async (app) => {
        const { outcome, entry } = await killEntry(app, id, { why: options.reason, force: options.force ?? false })
        if (outcome === 'ended') return tellEnded(cli, entry, options)
        return tellAsked(cli, app, { entry, options })
      }),
    )
}

function tellEnded({ terminal }: Cli, entry: Entry, { json }: Options): ExitCode {
  if (json) terminal.json({ ...entryShape(entry), outcome: 'ended' })
  else terminal.line(`${entry.id} was waiting and has ended: ${entry.reason ?? entry.status}.`)
  return EXIT.fine
}

interface Asked {
  readonly entry: Entry
  readonly options: Options
}

async function tellAsked({ terminal }: Cli, app: App, { entry, options }: Asked): Promise<ExitCode> {
  const askedAt = app.clock.now()
  const since = (): string => formatDuration(app.clock.now() - askedAt)
  const tell = (line: string): void => (options.json ? undefined : terminal.line(line))
  const owner = entry.worker ?? 'its worker'
  tell(`${entry.id} is running; ${owner} is asked to end it.`)
  if (!options.wait) {
    if (options.json) terminal.json({ ...entryShape(entry), outcome: 'asked' })
    return EXIT.fine
  }
  const onSeen = (): void => tell(`${owner} has heard of it after ${since()}.`)
  const last = await awaitKilled(app, entry.id, { signal: listenForStop(), onSeen })
  if (options.json) terminal.json({ ...entryShape(last), outcome: last.status, waitedMs: app.clock.now() - askedAt })
  tell(`${last.id} ${last.status === 'running' ? 'is still running' : `ended as ${last.status}`} after ${since()}.`)
  return last.status === 'killed' ? EXIT.fine : EXIT.failed
}
