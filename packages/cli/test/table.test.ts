import { describe, expect, it } from 'vitest'
import { type Column, writeTable } from '../src/table.js'
import { Terminal } from '../src/terminal.js'

interface Row {
  readonly name: string
  readonly count: number
  readonly note: string
}

const COLUMNS: readonly Column<Row>[] = [
  { title: 'name', of: ({ name }) => name },
  { title: 'count', of: ({ count }) => String(count), align: 'right' },
  { title: 'note', of: ({ note }) => note },
]

class Page extends Terminal {
  readonly lines: string[] = []
  override line(text = ''): void {
    this.lines.push(text)
  }
}

function linesOf(rows: readonly Row[]): readonly string[] {
  const page = new Page()
  writeTable(page, rows, { columns: COLUMNS, empty: 'Nothing.' })
  return page.lines
}

describe('a table', () => {
  it('stands in columns as wide as their widest cell, with no space at the end of a line', () => {
    const rows = [
      { name: 'a_long_name', count: 7, note: 'the last' },
      { name: 'b', count: 1_234_567, note: '' },
    ]

    expect(linesOf(rows)).toEqual([
      'name           count  note',
      'a_long_name        7  the last',
      'b            1234567',
    ])
  })

  it('keeps a cell on its line, whatever it holds', () => {
    const [, line] = linesOf([{ name: 'a\nb\tc', count: 1, note: '\u001B[31mred\u001B[39m\u0008' }])

    expect(line).toBe('a b c      1  red')
  })

  it('says so when there is nothing', () => {
    expect(linesOf([])).toEqual(['Nothing.'])
  })
})
