import { crontabLines } from '@horarium/app'
import type { Cli } from '../cli.js'
import {
  addEnvFileOption,
  addEveryOption,
  installationOf,
  type InstallOptions,
  warnOfUnknown,
} from './install-options.js'

/** `cron:print`: the lines, for whoever writes them somewhere else. */
export function addCronPrint(cli: Cli): void {
  const command = cli.command({
    signature: 'cron:print',
    summary: 'Print the lines for a crontab; for a control panel, take what follows the five fields',
    heading: 'Installation:',
    examples: ['cron:print', 'cron:print --every 15', 'cron:print --every 5m'],
  })
  addEveryOption(addEnvFileOption(command)).action(
    async ({ every, ...options }: InstallOptions & { readonly every: number }) => {
      const installation = await installationOf(cli, options)
      warnOfUnknown(cli, installation)
      for (const line of crontabLines(installation, every)) cli.terminal.line(line)
    },
  )
}
