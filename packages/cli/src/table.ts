import { oneLine } from '@horarium/app'
import Table from 'cli-table3'
import type { Terminal } from './terminal.js'

export interface Column<Row> {
  readonly title: string
  readonly of: (row: Row) => string
  readonly align?: 'right'
}

const LINES = ['top', 'bottom', 'left', 'right', 'mid'] as const
const CORNERS = ['top-mid', 'top-left', 'top-right', 'bottom-mid', 'bottom-left', 'bottom-right'] as const
const CROSSINGS = ['left-mid', 'mid-mid', 'right-mid'] as const
// Two spaces between columns and nothing else, so that a table in a pipe is easy to cut.
const BARE = { ...Object.fromEntries([...LINES, ...CORNERS, ...CROSSINGS].map((part) => [part, ''])), middle: '  ' }

/** Writes rows below titles; `empty` when there are none. Cells are cleaned of what would break a line. */
export function writeTable<Row>(
  terminal: Terminal,
  rows: readonly Row[],
  { columns, empty }: { readonly columns: readonly Column<Row>[]; readonly empty: string },
): void {
  if (rows.length === 0) {
    terminal.line(empty)
    return
  }
  const table = new Table({
    chars: BARE,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map(({ align }) => align ?? 'left'),
  })
  table.push(columns.map(({ title }) => terminal.paint(['bold', 'underline'], title)))
  for (const row of rows) table.push(columns.map(({ of }) => terminal.paintStatus(oneLine(of(row)))))
  for (const line of table.toString().split('\n')) terminal.line(line.trimEnd())
}

/** Writes names and values below each other; values that are absent are left out. */
export function writeFields(terminal: Terminal, fields: readonly (readonly [string, string | undefined])[]): void {
  const width = Math.max(0, ...fields.map(([name]) => name.length))
  for (const [name, value] of fields) {
    if (value === undefined || value === '') continue
    terminal.line(`  ${terminal.paint('dim', name.padEnd(width))}  ${terminal.paintStatus(oneLine(value))}`)
  }
}

/** Writes a heading above what follows. */
export function writeHeading(terminal: Terminal, text: string): void {
  terminal.line()
  terminal.line(terminal.paint('bold', text))
}
