import { resolve } from 'node:path'
import { type ImportedMagento, importMagento, oneLine } from '@horarium/app'
import { HorariumError } from '@horarium/core'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { countProblems, plural, writeProblems } from '../problem-list.js'
import { type Column, writeTable } from '../table.js'
import type { Terminal } from '../terminal.js'

interface ImportOptions {
  readonly write?: string
  readonly force?: true
  readonly json?: true
}

/** `import`: a Magento tree's jobs as modules of ours, and what stays behind. */
export function addImport(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'import <dir>',
      summary: 'Read the jobs of a Magento 1 or 2 tree, and write modules that declare them; needs no Redis',
      heading: 'Modules:',
      examples: ['import ../shop', 'import ../shop --write modules', 'import ../shop --json'],
      details:
        'Reads app/code and app/etc/modules of Magento 1, app/code and vendor of Magento 2, and never writes there.\n' +
        'Only XML is carried over: the handlers to be written are listed, and everything else that stays behind.\n' +
        'Ends with 1 when something could not be read, or a file would be overwritten.',
    })
    .option('--write <dir>', 'write the modules into this folder of modules')
    .option('--force', 'overwrite files that are there already')
    .option('--json', 'print JSON')
    .action(async (from: string, { write, force, json }: ImportOptions) => {
      if (force && write === undefined) throw new HorariumError('usage', '--force goes with --write.')
      const to = write === undefined ? {} : { to: resolve(write) }
      const imported = await importMagento({ from: resolve(from), ...to, existing: force ? 'replace' : 'keep' })
      if (json) terminal.json(shapeOf(imported))
      else writeReport(terminal, imported)
      cli.exitCode = imported.problems.some(({ severity }) => severity === 'error') ? EXIT.failed : EXIT.fine
    })
}

function shapeOf({
  dialect,
  read,
  modules,
  jobCodes,
  handlers,
  ...rest
}: ImportedMagento): Readonly<Record<string, unknown>> {
  const { configPaths, timezone, problems, written } = rest
  return {
    dialect,
    read,
    modules: modules.map(({ name, jobCodes: codes, files }) => ({ name, jobs: codes, files: [...files.keys()] })),
    jobs: jobCodes,
    handlers: handlers.map(({ jobCodes: codes, ...handler }) => ({ ...handler, jobs: codes })),
    configPaths,
    timezone: timezone ?? null,
    problems,
    written,
  }
}

function writeReport(terminal: Terminal, imported: ImportedMagento): void {
  const { dialect, read, modules, jobCodes, handlers, problems, written } = imported
  writeTable(terminal, modules, { columns: MODULES, empty: 'No module says anything of cron.' })
  if (handlers.length > 0) {
    terminal.line('\nHandlers to write: no PHP is carried over, and a job without its handler does not run.')
    writeTable(terminal, handlers, { columns: HANDLERS, empty: '' })
  }
  if (problems.length > 0) terminal.line('\nNot carried over, or to be decided:')
  writeProblems(terminal, problems)
  terminal.line()
  writeElsewhere(terminal, imported)
  const found = `${plural(read, 'module')} of ${dialect} read: ${plural(jobCodes.length, 'job')} in ${plural(modules.length, 'module')}`
  terminal.line(`${found}${problems.length > 0 ? `, ${countProblems(problems)}` : ''}.`)
  terminal.line(
    written.length > 0
      ? `${plural(written.length, 'file')} written. Check them with validate.`
      : 'Nothing is written; see --write.',
  )
}

// What a shop's database knows and its XML does not.
function writeElsewhere(terminal: Terminal, { configPaths, timezone }: ImportedMagento): void {
  const paths = ['crontab/%', 'system/cron/%', 'general/locale/timezone', ...configPaths].map(
    (path) => `path LIKE '${oneLine(path).replaceAll("'", "''")}'`,
  )
  terminal.line(
    'What people saved is in the database, and stronger than the XML; so is what a Magento 2 has in app/etc/env.php.',
  )
  terminal.line('Look there with')
  terminal.line(`  SELECT path, value FROM core_config_data WHERE scope = 'default' AND (${paths.join(' OR ')});`)
  const known = timezone === undefined ? '' : `, ${oneLine(timezone)} in the XML`
  terminal.line(
    `Magento reads expressions in the zone general/locale/timezone${known}: set system/cron/timezone to it.`,
  )
}

const MODULES: readonly Column<ImportedMagento['modules'][number]>[] = [
  { title: 'module', of: ({ name }) => name },
  { title: 'jobs', of: ({ jobCodes }) => String(jobCodes.length), align: 'right' },
  { title: 'files', of: ({ files }) => [...files.keys()].map((path) => path.split('/').slice(2).join('/')).join(', ') },
]

const HANDLERS: readonly Column<ImportedMagento['handlers'][number]>[] = [
  { title: 'file', of: ({ file }) => file },
  { title: 'method', of: ({ method }) => method },
  { title: 'in PHP', of: ({ php }) => php },
  { title: 'jobs', of: ({ jobCodes }) => jobCodes.join(', ') },
]
