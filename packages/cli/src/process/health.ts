import { checkHealth, type Health, healthShape } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { formatDistance } from '../instants.js'
import { type Column, writeFields, writeHeading, writeTable } from '../table.js'
import type { Terminal } from '../terminal.js'

/** `health`: whether the instance works. */
export function addHealth(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'health',
      summary: 'Tell whether Redis answers, workers live and passes are made; ends with 1 when not',
      heading: 'Processes:',
      examples: ['health', 'health --json'],
    })
    .option('--json', 'print JSON')
    .action((options: { readonly json?: true }) =>
      cli.withApp(options, async (app) => {
        const health = await checkHealth(app)
        if (options.json) terminal.json(healthShape(health))
        else write(terminal, health, app.clock.now())
        return health.healthy ? EXIT.fine : EXIT.failed
      }),
    )
}

function workerText({ name, executes, groups }: Health['workers'][number]): string {
  if (!executes) return `${name} (runs nothing)`
  return groups === undefined ? name : `${name} (${groups.join(', ')})`
}

type LaneRow = readonly [name: string, size: Health['lanes'][string]]

const COLUMNS: readonly Column<LaneRow>[] = [
  { title: 'lane', of: ([name]) => name },
  { title: 'pending', of: ([, { pending }]) => String(pending), align: 'right' },
  { title: 'released', of: ([, { released }]) => String(released), align: 'right' },
  { title: 'running', of: ([, { running }]) => String(running), align: 'right' },
  { title: 'success', of: ([, { finished }]) => String(finished.success), align: 'right' },
  { title: 'error', of: ([, { finished }]) => String(finished.error), align: 'right' },
  { title: 'missed', of: ([, { finished }]) => String(finished.missed), align: 'right' },
  { title: 'skipped', of: ([, { finished }]) => String(finished.skipped), align: 'right' },
  { title: 'killed', of: ([, { finished }]) => String(finished.killed), align: 'right' },
]

function write(terminal: Terminal, health: Health, now: number): void {
  const { healthy, reasons, warnings, guards, redis, workers, lastPass, lanes } = health
  terminal.line(healthy ? terminal.paint('green', 'healthy') : terminal.paint('red', 'not healthy'))
  for (const reason of reasons) terminal.line(`  ${reason}`)
  for (const warning of warnings) terminal.line(`  ${terminal.paint('yellow', 'warning')}: ${warning}`)
  for (const guard of guards) terminal.line(`  ${terminal.paint('yellow', 'guarded')}: ${guard}`)
  writeFields(terminal, [
    ['Redis', `${redis.description}, answers in ${redis.latencyMs} ms`],
    ['last pass', lastPass ? `${formatDistance(lastPass.at, now)}, by ${lastPass.by}` : 'never'],
    ['workers', workers.length === 0 ? 'none' : workers.map(workerText).join(', ')],
  ])
  writeHeading(terminal, 'Lanes')
  writeTable(terminal, Object.entries(lanes), { columns: COLUMNS, empty: 'None.' })
}
