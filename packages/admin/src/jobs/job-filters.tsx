import { Group, Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { useGroupNames } from '../api/groups'
import { useQueryState } from '../shell/query-state'
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
      <Filter
        data={groups.map((name) => ({ value: name, label: name }))}
        empty={say('anyGroup')}
        name="group"
        title={say('group')}
      />
      <Filter
        data={STATES.map((state) => ({ value: state, label: say(state) }))}
        empty={say('anyState')}
        name="status"
        title={say('state')}
      />
      <Filter
        data={ENDED.map((status) => ({ value: status, label: sayStatus(status) }))}
        empty={say('anyLast')}
        name="last"
        title={say('lastStatus')}
      />
    </Group>
  )
}

interface FilterProps {
  readonly name: string
  readonly title: string
  /** What it says while nothing is chosen. */
  readonly empty: string
  readonly data: readonly { readonly value: string; readonly label: string }[]
}

function Filter({ name, title, empty, data }: FilterProps): ReactNode {
  const [value, setValue] = useQueryState(name)
  return (
    <Select
      aria-label={title}
      clearable
      data={data}
      flex="1 1 150px"
      maw={220}
      onChange={setValue}
      placeholder={empty}
      searchable={data.length > 8}
      value={value || null}
    />
  )
}
