import { auditTimetable, isoOf, type Shape, type TimetableAudit } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { formatInstant } from '../instants.js'
import { parseCount } from '../option-values.js'
import { plural } from '../problem-list.js'
import { listenForStop } from '../stop-signals.js'
import { type Column, writeTable } from '../table.js'
import type { Terminal } from '../terminal.js'
import { readWindow, type WindowOptions } from './window.js'

interface Options extends WindowOptions {
  readonly limit: number
  readonly json?: true
}

const DEFAULT_LIMIT = 100

/** `schedule:audit`: proves what became of every instant. */
export function addScheduleAudit(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'schedule:audit',
      summary: 'Prove that every instant of every calendar ended once, waits, or has a reason not to be there',
      heading: 'Timetable:',
      examples: [
        'schedule:audit',
        'schedule:audit --from -1h',
        'schedule:audit --from 2026-01-30 --to 2026-01-31 --json',
      ],
      details:
        'Each calendar that counted at the time is computed again, minute by minute, by other means than the timetable\n' +
        'was written with. What was purged cannot be proven and is counted apart.\n' +
        'Ends with 1 and a list when an instant is missing, ended twice, or ended without a reason.',
    })
    .option('--from <instant>', 'the first instant: ISO, UTC, or relative such as -2h', '-1d')
    .option('--to <instant>', 'the last; never later than now', 'now')
    .option('--limit <number>', 'how many instants to list at most', parseCount, DEFAULT_LIMIT)
    .option('--json', 'print JSON')
    .action((options: Options) =>
      cli.withApp({ ...options, knowsHandlers: false }, async (app) => {
        const signal = listenForStop()
        const audited = await auditTimetable(app, {
          ...readWindow(options, app.clock.now()),
          limit: options.limit,
          onProgress: (instants) => terminal.progress(`${instants} instants`),
          signal,
        })
        terminal.progress('')
        if (options.json) terminal.json(shapeOf(audited))
        else write(terminal, audited)
        return audited.isWhole && audited.brokenCount === 0 ? EXIT.fine : EXIT.failed
      }),
    )
}

function shapeOf({ from, to, isWhole, instants, fates, broken, brokenCount }: TimetableAudit): Shape {
  return {
    from: isoOf(from),
    to: isoOf(to),
    isWhole,
    instants,
    fates: Object.fromEntries(fates),
    brokenCount,
    broken: broken.map(({ id, jobCode, instant, fate }) => ({ id, jobCode, instant: isoOf(instant), fate })),
  }
}

const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['waiting', 'written down and not begun'],
  ['gap', 'nothing ran; counted in a gap'],
  ['purged', 'as old as what was purged: cannot be proven'],
  ['replaced', 'never written: nothing ran until the calendar changed'],
  ['unwritten', 'not written down yet: nothing runs; the next pass catches up or counts a gap'],
  ['missing', 'written down once, and nowhere'],
  ['ended twice', 'stands under two statuses'],
  ['no reason', 'ended, and nobody said why'],
])

type Row = readonly [fate: string, count: number]

const COLUMNS: readonly Column<Row>[] = [
  { title: 'fate', of: ([fate]) => fate },
  { title: 'instants', of: ([, count]) => String(count), align: 'right' },
  { title: 'meaning', of: ([fate]) => MEANINGS.get(fate) ?? '' },
]

const BROKEN_COLUMNS: readonly Column<TimetableAudit['broken'][number]>[] = [
  { title: 'entry', of: ({ id }) => id },
  { title: 'instant (UTC)', of: ({ instant }) => formatInstant(instant) },
  { title: 'fate', of: ({ fate }) => fate },
]

function write(terminal: Terminal, audited: TimetableAudit): void {
  const { from, to, isWhole, instants, fates, broken, brokenCount } = audited
  writeTable(terminal, [...fates], { columns: COLUMNS, empty: 'No calendar had an instant in that time.' })
  terminal.line()
  const window = `${isWhole ? '' : 'Interrupted: of '}${plural(instants, 'instant')} from ${formatInstant(from)} to ${formatInstant(to)} UTC`
  if (brokenCount === 0) {
    terminal.line(`${window}: every one is accounted for.`)
    return
  }
  terminal.line(`${window}: ${brokenCount} not accounted for.`)
  terminal.line()
  writeTable(terminal, broken, { columns: BROKEN_COLUMNS, empty: '' })
  if (brokenCount > broken.length) terminal.line(`... and ${brokenCount - broken.length} more; see --limit.`)
}
