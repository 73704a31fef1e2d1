import { examine, type Finding, type Installation, oneLine, type Project } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { silentLogger } from '../process/run-events.js'
import type { Terminal } from '../terminal.js'
import { installationOf } from './install-options.js'

/** `doctor`: everything a node needs, looked at. */
export function addDoctor(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'doctor',
      summary: 'Look at everything a node needs and say what helps; ends with 1 when something is wrong',
      heading: 'Installation:',
      examples: ['doctor', 'doctor --json'],
      details:
        'Node, time zone data, the port, modules, the crontab; version, eviction, persistence, latency and clock of\n' +
        'Redis; the last pass and the workers. A warning alone ends with 0.',
    })
    .option('--json', 'print JSON')
    .action(async ({ json }: { readonly json?: true }) => {
      if (json) terminal.keepAnswerClean('to standard error')
      const { listeningPort } = await import('@horarium/http')
      const project = await cli.openProject()
      const findings = await examine(project, {
        installation: await knownInstallation(cli, project),
        readPort: () => listeningPort(process.env),
        logger: silentLogger,
      })
      const isWell = findings.every(({ level }) => level !== 'error')
      if (json) terminal.json({ well: isWell, findings })
      else for (const finding of findings) write(terminal, finding)
      cli.exitCode = isWell ? EXIT.fine : EXIT.failed
    })
}

// A wrong site file is found with the modules.
async function knownInstallation(cli: Cli, { site }: Project): Promise<Installation | undefined> {
  return site.namespace === undefined ? undefined : installationOf(cli, {})
}

const COLOURS = { ok: 'green', warning: 'yellow', error: 'red' } as const
const WIDTHS = { level: 'warning'.length, check: 'redis persistence'.length }

function write(terminal: Terminal, { check, level, message, remedy }: Finding): void {
  const mark = terminal.paint(COLOURS[level], level.padEnd(WIDTHS.level))
  terminal.line(`${mark}  ${check.padEnd(WIDTHS.check)}  ${oneLine(message)}`)
  if (remedy !== '') terminal.line(`${' '.repeat(WIDTHS.level + WIDTHS.check + 4)}${oneLine(remedy)}`)
}
