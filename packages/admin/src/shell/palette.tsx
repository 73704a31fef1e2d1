import { Spotlight, spotlight, type SpotlightActionData } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { defineTexts } from './language'
import { ROOMS, useRoomTexts } from './rooms'

const useTexts = defineTexts(
  { find: 'Go to a page or a job …', nothing: 'Nothing of that name.', pages: 'Pages' },
  { find: 'Aller à une page ou une tâche …', nothing: 'Rien de ce nom.', pages: 'Pages' },
)

/** Opens the palette. */
export function openPalette(): void {
  spotlight.open()
}

/** Goes wherever its name is typed: Ctrl K. */
export function Palette(): ReactNode {
  const say = useTexts()
  const sayRoom = useRoomTexts()
  const [, go] = useLocation()
  const pages = ROOMS.filter(({ icon }) => icon).map(
    ({ name, path, icon: Icon }): SpotlightActionData => ({
      id: path,
      label: sayRoom(name),
      leftSection: Icon && <Icon aria-hidden size={18} />,
      onClick: () => go(path),
    }),
  )
  return (
    <Spotlight
      actions={[{ group: say('pages'), actions: pages }]}
      highlightQuery
      nothingFound={say('nothing')}
      searchProps={{ leftSection: <IconSearch size={18} />, placeholder: say('find'), 'aria-label': say('find') }}
      shortcut={['mod + K']}
      tagsToIgnore={[]}
    />
  )
}
