import { oneLine } from '@horarium/app'
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
  const titles = columns.map(({ title }) => title)
  const lines = rows.map((row) => columns.map(({ of }) => oneLine(of(row))))
  const widths = columns.map((_, at) =>
    lines.reduce((width, cells) => Math.max(width, lengthOf(cells[at])), lengthOf(titles[at])),
  )
  const write = (cells: readonly string[], paint: (cell: string) => string): void => {
    const padded = cells.map((cell, at) => {
      const space = ' '.repeat((widths[at] ?? 0) - lengthOf(cell))
      return columns[at]?.align === 'right' ? space + paint(cell) : paint(cell) + space
    })
    terminal.line(padded.join(GAP).trimEnd())
  }
  write(titles, (title) => terminal.paint(['bold', 'underline'], title))
  for (const cells of lines) write(cells, (cell) => terminal.paintStatus(cell))
}

function lengthOf(text = ''): number {
  return Array.from(text).length
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
