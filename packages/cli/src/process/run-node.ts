import { type App, type GroupChoice, Node, oneLine, requireChoice } from '@horarium/app'
import { type LogFields, type Logger, parseEntryId } from '@horarium/core'
import type { Service } from '@horarium/http'
import type { Cli } from '../cli.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { formatClock, formatDuration } from '../instants.js'
import { listenForStop, untilAborted } from '../stop-signals.js'
import type { Terminal } from '../terminal.js'
import { divertRuns, type RunEvent } from './run-events.js'
import { openTelemetry, type ServiceOpener } from './service-options.js'

export interface NodeWords {
  /** How long runs may still take when the process is asked to stop. */
  readonly graceMs: number
  /** The groups whose jobs it runs. */
  readonly groups: GroupChoice
  /** Told before the first run. */
  readonly onOpen: (app: App, logger: Logger, service: Service | undefined) => void
  /** Told when it works. */
  readonly onStarted?: (node: Pick<Node, 'readAgain'>) => void
  /** Opens what answers over HTTP; there is none when it is left out. */
  readonly openService?: ServiceOpener | undefined
  /** `false`: it works on nothing, and only answers. */
  readonly works?: boolean
  /** How often it looks whether files have changed; its own choice when it is left out. */
  readonly lookEveryMs?: number
}

// After the grace time runs are aborted and given up within seconds; then only a Redis that is gone can hold us up.
const STUCK_AFTER_MS = 20_000

/** Runs a node until a signal stops it, or until nobody reads what it says. */
export function runNode(cli: Cli, { graceMs, onOpen, onStarted, openService, ...choices }: NodeWords): Promise<void> {
  const { terminal } = cli
  const stop = listenForStop()
  const { logger: log, levels } = cli.openLog('info')
  const logger = divertRuns(log, (run, fields) => tellRun(terminal, log, { run, fields }))
  let node: Node | undefined
  // To a person's terminal it says that the terminal is gone.
  if (!terminal.isPerson) process.on('SIGHUP', () => node?.readAgain())
  return cli.withApp({ logger, levels }, async (app) => {
    requireChoice(app.configuration(), choices.groups)
    // First: where the port is taken, nothing has begun.
    const telemetry = await openTelemetry(app, openService !== undefined)
    const service = telemetry && (await openService?.(app, telemetry.metrics))
    onOpen(app, log, service)
    node = new Node(app, {
      ...choices,
      // Of a folder that was replaced this process would otherwise still stand in the old one.
      onReplaced: () => process.chdir(app.project.directory),
      onExecution: (id, execution) => {
        if (execution === 'missed' || execution === 'skipped') tellNotRun(terminal, log, { id, execution })
      },
    })
    await node.start()
    onStarted?.(node)
    await untilAborted(stop, terminal.readerGone)
    const exitCode = await stopNode(node, { graceMs, terminal, log, service })
    await telemetry?.close()
    return exitCode
  })
}

interface Stopping {
  readonly graceMs: number
  readonly terminal: Terminal
  readonly log: Logger
  readonly service: Service | undefined
}

async function stopNode(node: Node, { graceMs, terminal, log, service }: Stopping): Promise<ExitCode> {
  const { running } = node
  log.info('stopping', { runs: running, graceMs })
  const giveUp = setTimeout(() => {
    terminal.note('horarium: Stopping takes too long; Redis does not answer. What ran is ended by whoever sweeps next.')
    process.exit(EXIT.failed)
  }, graceMs + STUCK_AFTER_MS)
  // It must outlast the node, for closing the connection can get stuck too, but hold nothing up.
  giveUp.unref()
  await Promise.all([service?.close(graceMs), node.stop(graceMs)])
  log.info('stopped')
  return EXIT.fine
}

function tellRun(
  terminal: Terminal,
  log: Logger,
  { run, fields }: { readonly run: RunEvent; readonly fields: LogFields },
): void {
  if (terminal.isPerson) {
    const { jobCode, scheduledAt, status, ms, reason } = run
    const why = status === 'success' ? [] : [oneLine(reason ?? '')]
    const parts = [formatClock(scheduledAt), jobCode, terminal.paintStatus(status), formatDuration(ms), ...why]
    terminal.line(parts.join('  '))
  } else if (run.status === 'success') log.info('run finished', fields)
  else log.error('run failed', fields)
}

function tellNotRun(
  terminal: Terminal,
  log: Logger,
  { id, execution }: { readonly id: string; readonly execution: 'missed' | 'skipped' },
): void {
  const { jobCode, scheduledAt } = parseEntryId(id)
  if (!terminal.isPerson) log.info(`entry ${execution}`, { entryId: id, jobCode })
  else terminal.line([formatClock(scheduledAt), jobCode, terminal.paintStatus(execution), id].join('  '))
}
