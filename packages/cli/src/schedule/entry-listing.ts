import { type App, type EntryQuery, entryShape, findJob, parseInstant, queryEntries, requireGroup } from '@horarium/app'
import type { Entry, Status } from '@horarium/core'
import type { Cli, CommandWords } from '../cli.js'
import { writeEntries } from '../entry-table.js'
import { EXIT } from '../exit-codes.js'
import { collect, parseCount, parseStatuses } from '../option-values.js'

interface EntryListing {
  readonly words: CommandWords
  /** The statuses that may be asked for. */
  readonly legal: readonly Status[]
  /** Those shown when none is asked for. */
  readonly shown: readonly Status[]
  readonly empty: string
}

interface Options {
  readonly job?: string
  readonly target?: string
  readonly group?: string
  readonly status?: readonly string[]
  readonly from?: string
  readonly to?: string
  readonly limit: number
  readonly json?: true
}

const DEFAULT_LIMIT = 50

/** Adds a command that lists entries, with the filters all of them share. */
export function addEntryListing(cli: Cli, { words, legal, shown, empty }: EntryListing): void {
  const { terminal } = cli
  cli
    .command(words)
    .option('--job <code>', 'entries of one job')
    .option('--target <id>', 'entries for one target of their job')
    .option('--group <name>', 'entries of one group')
    .option('--status <status>', `${legal.join(', ')} or all; repeatable, or separated by commas`, collect)
    .option('--from <instant>', 'scheduled then or later: ISO, UTC, or relative such as -2h')
    .option('--to <instant>', 'scheduled then or earlier: ISO, UTC, or relative such as +30m')
    .option('--limit <number>', 'how many at most', parseCount, DEFAULT_LIMIT)
    .option('--json', 'print JSON')
    .action((options: Options) => {
      const statuses = options.status ? parseStatuses(options.status, legal) : shown
      return cli.withApp({ ...options, knowsHandlers: false }, async (app) => {
        const entries = await findEntries(app, statuses, options)
        if (options.json) terminal.json(entries.map(entryShape))
        else writeEntries(terminal, entries, empty)
        if (entries.length === options.limit && terminal.isPerson) {
          terminal.note(`There may be more than ${options.limit}; see --limit.`)
        }
        return EXIT.fine
      })
    })
}

async function findEntries(app: App, statuses: readonly Status[], options: Options): Promise<readonly Entry[]> {
  const { from, to, group, job, target, limit } = options
  const now = app.clock.now()
  const query: EntryQuery = {
    statuses,
    limit,
    ...(from === undefined ? {} : { from: parseInstant(from, now) }),
    ...(to === undefined ? {} : { to: parseInstant(to, now) }),
    ...(group === undefined ? {} : { group }),
    ...(target === undefined ? {} : { target }),
    ...(job === undefined ? {} : { jobCode: codeOf(app, job) ?? job }),
  }
  const entries = await queryEntries(app, query)
  // A job or group that is gone from the XML may still have entries; only when it has none it is unknown.
  if (entries.length === 0) refuseUnknown(app, options)
  return entries
}

function refuseUnknown(app: App, { group, job }: Options): void {
  if (job !== undefined) findJob(app.configuration().jobs, job)
  if (group !== undefined) requireGroup(app.configuration(), group)
}

function codeOf(app: App, typed: string): string | undefined {
  try {
    return findJob(app.configuration().jobs, typed).code
  } catch {
    return undefined
  }
}
