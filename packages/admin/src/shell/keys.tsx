import { Kbd, Table } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { Dialog, openDialog } from './dialog'
import { defineTexts } from './language'
import { openPalette } from './palette'
import { MENU, useRoomTexts } from './rooms'

const useTexts = defineTexts(
  {
    title: 'Keys',
    palette: 'Go to a page or a job',
    search: 'Search on this page',
    keys: 'Show these keys',
  },
  {
    title: 'Raccourcis',
    palette: 'Aller à une page ou une tâche',
    search: 'Chercher sur cette page',
    keys: 'Montrer ces raccourcis',
  },
)

/** What is searched with on a page carries this, so that `/` finds it. */
export const SEARCH_MARK = { 'data-search': true } as const

function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('[data-search]')
  if (field) field.focus()
  else openPalette()
}

const NUMBERED = MENU.slice(0, 9)

/** The keys that work on every page; `?` lists them. Alt and a digit go to the pages of the menu, in its order. */
export function Keys(): ReactNode {
  const [, go] = useLocation()
  useHotkeys([
    ['/', focusSearch],
    ['shift + ?', () => openDialog(<KeyList />)],
    ...NUMBERED.map(({ path }, index): [string, () => void] => [`alt + ${index + 1}`, () => go(path)]),
  ])
  return null
}

function KeyList(): ReactNode {
  const say = useTexts()
  const sayRoom = useRoomTexts()
  const rows: readonly (readonly [keys: readonly string[], what: string])[] = [
    [['Ctrl', 'K'], say('palette')],
    [['/'], say('search')],
    [['?'], say('keys')],
    ...NUMBERED.map(({ name }, index) => [['Alt', String(index + 1)], sayRoom(name)] as const),
  ]
  return (
    <Dialog title={say('title')}>
      <Table>
        <Table.Tbody>
          {rows.map(([keys, what]) => (
            <Table.Tr key={keys.join()}>
              <Table.Td>
                {keys.map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Dialog>
  )
}
