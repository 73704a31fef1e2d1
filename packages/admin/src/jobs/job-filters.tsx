import { Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useGroupNames } from '../api/groups'
import { Filter } from '../shell/filter'
import { SearchField } from '../shell/search-field'
import { ENDED, useStatusTexts } from '../shell/status'
import { useJobTexts } from './texts'

const STATES = ['ok', 'paused', 'disabled', 'invalid'] as const

/** What the list is narrowed by; the address holds it. */
export function JobFilters(): ReactNode {
  const say = useJobTexts()
  const sayStatus = useStatusTexts()
  const groups = useGroupNames()
  return (
    <Group gap="xs">
      <SearchField flex="1 1 260px" label={say('search')} />
      <Filter aria-label={say('group')} data={groups} name="group" placeholder={say('anyGroup')} />
      <Filter
        aria-label={say('state')}
        data={STATES.map((state) => ({ value: state, label: say(state) }))}
        name="status"
        placeholder={say('anyState')}
      />
      <Filter
        aria-label={say('lastStatus')}
        data={ENDED.map((status) => ({ value: status, label: sayStatus(status) }))}
        name="last"
        placeholder={say('anyLast')}
      />
    </Group>
  )
}
