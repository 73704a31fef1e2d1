import { changeCrontab, foreseeCrontab, planRemove } from '@horarium/app'
import type { Cli } from '../cli.js'
import { installationOf } from './install-options.js'

/** `cron:remove`: the crontab as it was before. */
export function addCronRemove(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'cron:remove',
      summary: "Take this project's block out of the user's crontab",
      heading: 'Installation:',
      examples: ['cron:remove', 'cron:remove --dry-run'],
    })
    .option('--dry-run', 'print what the crontab would be, and change nothing')
    .action(async ({ dryRun }: { readonly dryRun?: true }) => {
      const plan = await planRemove(await installationOf(cli, {}), process.env)
      if (dryRun) {
        terminal.line(foreseeCrontab(plan).crontab.trimEnd())
        return
      }
      const { changes } = await changeCrontab(plan)
      terminal.line(changes ? "The project's block is gone from the crontab." : 'The crontab has no block of it.')
    })
}
