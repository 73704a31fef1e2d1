import { type ChangedJob, type ChangedValue, definitionFacts, isoOf, type Shape } from '@horarium/app'
import { maskSetting } from '@horarium/core'
import { formatInstant } from '../instants.js'
import { type Column, writeHeading, writeTable } from '../table.js'
import type { Terminal } from '../terminal.js'

/** A changed job as `--json` shows it. */
export function changedJobShape(changed: ChangedJob): Shape {
  const { code, before, after, values, warnings, nextBefore, nextAfter, followed } = changed
  return {
    code,
    dryRun: followed === undefined,
    before: before ? definitionFacts(before) : null,
    after: after ? definitionFacts(after) : null,
    values: values.map(({ path, before: was, after: is, ...rest }) => ({
      path,
      ...rest,
      before: shown(path, was) ?? null,
      after: shown(path, is) ?? null,
    })),
    warnings,
    nextBefore: nextBefore.map(isoOf),
    nextAfter: nextAfter.map(isoOf),
    withdrawn: followed?.withdrawn ?? null,
    written: followed?.written ?? null,
  }
}

const VALUES: readonly Column<ChangedValue>[] = [
  { title: 'path', of: ({ path }) => path },
  { title: 'before', of: ({ path, before }) => shown(path, before) ?? '(XML)' },
  { title: 'after', of: ({ path, after }) => shown(path, after) ?? '(XML)' },
]

function shown(path: string, value: string | undefined): string | undefined {
  return value === undefined ? undefined : maskSetting(path, value)
}

type Runs = readonly [before: number | undefined, after: number | undefined]

const RUNS: readonly Column<Runs>[] = [
  { title: 'before', of: ([before]) => formatInstant(before) },
  { title: 'after', of: ([, after]) => formatInstant(after) },
]

/** Writes what a change did, or would do, to a job: its values, its next runs, its entries. */
export function writeChangedJob(terminal: Terminal, changed: ChangedJob): void {
  const { code, after, values, warnings, nextBefore, nextAfter, followed } = changed
  writeTable(terminal, values, { columns: VALUES, empty: '' })
  for (const { message, remedy } of warnings) terminal.note(`horarium: Warning: ${message}. ${remedy}`)
  if (String(nextBefore) !== String(nextAfter)) {
    const longer = nextBefore.length > nextAfter.length ? nextBefore : nextAfter
    writeHeading(terminal, 'Next runs (UTC)')
    writeTable(
      terminal,
      longer.map((_, at): Runs => [nextBefore[at], nextAfter[at]]),
      { columns: RUNS, empty: '' },
    )
  }
  terminal.line()
  const gone = after ? '' : '; no module declares it'
  if (!followed) terminal.line(`Job ${code} would be changed so${gone}; nothing is changed yet.`)
  else terminal.line(`Job ${code} is changed${gone}; ${entriesText(followed)}.`)
}

function entriesText({ withdrawn, written }: NonNullable<ChangedJob['followed']>): string {
  return `pending entries: ${withdrawn} withdrawn, ${written} written`
}
