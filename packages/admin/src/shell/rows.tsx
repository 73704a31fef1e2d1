import { Table } from '@mantine/core'
import type { AriaAttributes, ReactNode } from 'react'
import { Wide } from './wide'

/** One column of a table. */
export interface Column<Item> {
  readonly title: string
  readonly cell: (item: Item) => ReactNode
  /** What stands at its head, where that is more than its title. */
  readonly head?: ReactNode
  readonly sort?: AriaAttributes['aria-sort']
  /** Where it holds what may break anywhere, how wide it is at least. */
  readonly minWidth?: number
}

interface RowsProps<Item> {
  readonly label: string
  readonly columns: readonly Column<Item>[]
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  /** In less room than this it scrolls in itself. */
  readonly width: number
}

/** Things as rows of a table; on a phone each is a card. */
export function Rows<Item>({ label, columns, items, keyOf, width }: RowsProps<Item>): ReactNode {
  return (
    <Wide isCards label={label}>
      <Table fz="sm" highlightOnHover miw={width} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ title, head, sort }) => (
              <Table.Th aria-sort={sort} key={title} scope="col">
                {head ?? title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={keyOf(item)}>
              {columns.map(({ title, cell, minWidth }) => (
                <Table.Td
                  data-label={title}
                  key={title}
                  style={minWidth === undefined ? undefined : { overflowWrap: 'anywhere', minWidth }}
                >
                  {cell(item)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  )
}
