import { changeCrontab, type CrontabPlan, foreseeCrontab, oneLine, planInstall } from '@horarium/app'
import type { Cli } from '../cli.js'
import { addEnvFileOption, addEveryOption, type InstallOptions, readyInstallationOf } from './install-options.js'

interface Options extends InstallOptions {
  readonly every: number
  readonly dryRun?: true
}

/** `cron:install`: a block of ours in the user's crontab. */
export function addCronInstall(cli: Cli): void {
  const { terminal } = cli
  const command = cli.command({
    signature: 'cron:install',
    summary: "Let the user's crontab make a pass every minute, with cron:run",
    heading: 'Installation:',
    examples: ['cron:install', 'cron:install --every 15', '--project /srv/shop cron:install --dry-run'],
    details:
      'Writes one block between two marks and touches no other line; called again, it replaces the block. Below a\n' +
      'minute it writes a line for each start, all but one of which sleep first. Cron knows nothing of your\n' +
      "shell's environment: REDIS_URL and what else counts belong in the project's .env.",
  })
  addEveryOption(addEnvFileOption(command))
    .option('--dry-run', 'print what the crontab would be, and change nothing')
    .action(async ({ every, dryRun, ...options }: Options) => {
      const installation = await readyInstallationOf(cli, options)
      const plan = await planInstall(installation, { everySeconds: every, environment: process.env })
      warnOfOthers(cli, plan)
      if (dryRun) {
        terminal.line(foreseeCrontab(plan).crontab.trimEnd())
        return
      }
      const { changes } = await changeCrontab(plan)
      terminal.line(changes ? `The crontab makes a pass ${everyText(every)}.` : 'The crontab has it already.')
    })
}

function everyText(seconds: number): string {
  if (seconds < 60) return `every ${seconds} seconds`
  return seconds === 60 ? 'every minute' : `every ${seconds / 60} minutes`
}

function warnOfOthers({ terminal }: Cli, { others }: CrontabPlan): void {
  for (const folder of others) {
    terminal.note(`horarium: The crontab has a block for ${oneLine(folder)}, too; it stays as it is.`)
  }
}
