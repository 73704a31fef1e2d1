import { oneLine } from '@horarium/app'
import columnify from 'columnify'
import type { Terminal } from './terminal.js'

export interface Column<Row> {
  readonly title: string
  readonly of: (row: Row) => string
  readonly align?: 'right'
}

// Two spaces between columns and nothing else, so that a table in a pipe is easy to cut.
const GAP = '  '

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
  const text = columnify(
    [
      columns.map(({ title }) => terminal.paint(['bold', 'underline'], title)),
      ...rows.map(cellsOf(columns, terminal)),
    ].map(byPlace),
    {
      showHeaders: false,
      columnSplitter: GAP,
      preserveNewLines: true,
      config: byPlace(columns.map(({ align }): columnify.Options => ({ align: align ?? 'left' }))),
    },
  )
  for (const line of text.split('\n')) terminal.line(line.trimEnd())
}

function cellsOf<Row>(columns: readonly Column<Row>[], terminal: Terminal): (row: Row) => readonly string[] {
  return (row) => columns.map(({ of }) => terminal.paintStatus(oneLine(of(row))))
}

// The library knows columns by name.
function byPlace<Cell>(cells: readonly Cell[]): Record<string, Cell> {
  return Object.fromEntries(cells.map((cell, at) => [`c${at}`, cell]))
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
