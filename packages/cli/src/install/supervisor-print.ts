import { readFileSync } from 'node:fs'
import { supervisorScript } from '@horarium/app'
import type { Cli } from '../cli.js'
import { SUPERVISOR } from '../own-files.js'
import { addEnvFileOption, installationOf, type InstallOptions, warnOfUnknown } from './install-options.js'

/** `supervisor:print`: a script that keeps Horarium running where there is no systemd. */
export function addSupervisorPrint(cli: Cli): void {
  const command = cli.command({
    signature: 'supervisor:print [words...]',
    summary: 'Print a shell script that keeps start, or another command, running; for hosts without systemd',
    heading: 'Installation:',
    examples: ['supervisor:print > supervise.sh', 'supervisor:print -- worker --grace 120 > supervise.sh'],
    details:
      'Run it with: nohup sh supervise.sh >>horarium.log 2>&1 &\n' +
      'It starts the command again 5 seconds (HORARIUM_RESTART_DELAY) after it ends. TERM to the script ends both.',
  })
  addEnvFileOption(command).action(async (words: readonly string[], options: InstallOptions) => {
    const installation = await installationOf(cli, options)
    warnOfUnknown(cli, installation)
    const started = words.length > 0 ? words : ['start']
    cli.terminal.line(supervisorScript(readFileSync(SUPERVISOR, 'utf8'), installation, started).trimEnd())
  })
}
