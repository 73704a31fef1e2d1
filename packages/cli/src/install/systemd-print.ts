import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import { systemdUnits, type Unit } from '@horarium/app'
import { didYouMean, HorariumError } from '@horarium/core'
import type { Cli } from '../cli.js'
import { collect, parseCount } from '../option-values.js'
import {
  addEnvFileOption,
  addEveryOption,
  installationOf,
  type InstallOptions,
  warnOfUnknown,
} from './install-options.js'

interface Options extends InstallOptions {
  readonly every: number
  readonly grace: number
  readonly user: string
  readonly writable?: readonly string[]
}

/** `systemd:print`: the units of a project. */
export function addSystemdPrint(cli: Cli): void {
  const command = cli.command({
    signature: 'systemd:print [unit]',
    summary: 'Print units for systemd: start, a worker, and a timer that makes passes',
    heading: 'Installation:',
    examples: [
      'systemd:print',
      'systemd:print horarium.service --user shop > /etc/systemd/system/horarium.service',
      'systemd:print horarium-worker.service --grace 120 --writable /srv/shop/export',
    ],
    details:
      'Take horarium.service on one machine and horarium-worker.service on more, or the timer with its pass. The\n' +
      'processes may write to .horarium in the project, which must be there, and to the folders you name.',
  })
  addEveryOption(addEnvFileOption(command))
    .option('--user <name>', 'whose processes they are', defaultUser())
    .option('--grace <seconds>', 'how long runs may go on when a unit is stopped', parseCount, 30)
    .option('--writable <dir>', 'a folder that handlers write into; may be repeated', collect)
    .action(async (unit: string | undefined, { every, grace, user, writable = [], ...options }: Options) => {
      const installation = await installationOf(cli, options)
      warnOfUnknown(cli, installation)
      const folders = writable.map((folder) => resolve(installation.directory, folder))
      const order = { installation, user, everySeconds: every, graceSeconds: grace, writable: folders }
      write(cli, systemdUnits(order), unit)
    })
}

function write({ terminal }: Cli, units: readonly Unit[], wanted: string | undefined): void {
  if (wanted === undefined) {
    for (const { name, text } of units) terminal.line(`# /etc/systemd/system/${name}\n${text}`)
    return
  }
  const names = units.map(({ name }) => name)
  const unit = units.find(({ name }) => name === wanted)
  if (!unit)
    throw new HorariumError('usage', `No unit '${wanted}'.${didYouMean(wanted, names)} There are ${names.join(', ')}.`)
  terminal.line(unit.text.trimEnd())
}

// Jobs should not be root's.
function defaultUser(): string {
  const { username } = userInfo()
  return username === 'root' ? 'horarium' : username
}
