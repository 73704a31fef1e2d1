import { ActionIcon, Button, Group, Menu, SegmentedControl, TextInput, Tooltip } from '@mantine/core'
import {
  IconAdjustmentsHorizontal,
  IconArrowLeft,
  IconArrowRight,
  IconCurrentLocation,
  IconSearch,
  IconZoomIn,
  IconZoomOut,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { SEARCH_MARK } from '../shell/keys'
import { useTimelineTexts } from './texts'
import type { ViewState } from './use-view'
import { panned, SPANS, spanOf, viewAround, zoomed } from './view'

const SPAN_NAMES = ['hour', 'hours3', 'hours12', 'day', 'week', 'month'] as const

/** What may be chosen beside the time. */
export interface Choices {
  readonly search: string
  readonly setSearch: (search: string) => void
  readonly isCompact: boolean
  readonly isFailing: boolean
  readonly isTable: boolean
  readonly toggle: (choice: 'compact' | 'failing' | 'table') => void
  readonly foldAll: () => void
  readonly unfoldAll: () => void
}

/** Goes through time, finds jobs, and chooses what is shown. */
export function Toolbar({ state, choices }: { readonly state: ViewState; readonly choices: Choices }): ReactNode {
  const say = useTimelineTexts()
  const { search, setSearch } = choices
  return (
    <Group gap="xs" justify="space-between">
      <Group gap="xs">
        <Spans state={state} />
        <Moves state={state} />
      </Group>
      <Group gap="xs">
        <TextInput
          aria-label={say('search')}
          leftSection={<IconSearch aria-hidden size={15} />}
          onChange={({ currentTarget: { value } }) => setSearch(value)}
          placeholder={say('search')}
          size="xs"
          type="search"
          value={search}
          w={200}
          {...SEARCH_MARK}
        />
        <ViewMenu choices={choices} />
      </Group>
    </Group>
  )
}

function Spans({ state }: { readonly state: ViewState }): ReactNode {
  const say = useTimelineTexts()
  const span = spanOf(state.view)
  const chosen = SPANS.find((one) => Math.abs(one - span) < one / 50)
  const choose = (value: string): void => {
    const wanted = Number(value)
    if (state.isFollowing) state.follow(wanted)
    else state.lookAt(zoomed(state.view, wanted / span))
  }
  return (
    <SegmentedControl
      aria-label={say('span')}
      data={SPANS.map((one, index) => ({ value: String(one), label: say(SPAN_NAMES[index] ?? 'hour') }))}
      onChange={choose}
      size="xs"
      value={chosen === undefined ? '' : String(chosen)}
    />
  )
}

function Moves({ state }: { readonly state: ViewState }): ReactNode {
  const say = useTimelineTexts()
  const { view, now, lookAt, follow, isFollowing } = state
  const zoom = (times: number): void => {
    if (isFollowing) follow(spanOf(zoomed(viewAround(now, spanOf(view)), times)))
    else lookAt(zoomed(view, times))
  }
  return (
    <Group gap={4} wrap="nowrap">
      <Move icon={IconArrowLeft} name={say('earlier')} onClick={() => lookAt(panned(view, -0.5))} />
      <Tooltip label={say('nowHint')}>
        <Button
          aria-pressed={isFollowing}
          leftSection={<IconCurrentLocation aria-hidden size={15} />}
          onClick={() => follow()}
          size="xs"
          variant={isFollowing ? 'light' : 'default'}
        >
          {say('now')}
        </Button>
      </Tooltip>
      <Move icon={IconArrowRight} name={say('later')} onClick={() => lookAt(panned(view, 0.5))} />
      <Move icon={IconZoomOut} name={say('zoomOut')} onClick={() => zoom(2)} />
      <Move icon={IconZoomIn} name={say('zoomIn')} onClick={() => zoom(0.5)} />
    </Group>
  )
}

interface MoveProps {
  readonly icon: TablerIcon
  readonly name: string
  readonly onClick: () => void
}

function Move({ icon: Icon, name, onClick }: MoveProps): ReactNode {
  return (
    <Tooltip label={name}>
      <ActionIcon aria-label={name} onClick={onClick} size={30} variant="default">
        <Icon aria-hidden size={16} />
      </ActionIcon>
    </Tooltip>
  )
}

function ViewMenu({ choices }: { readonly choices: Choices }): ReactNode {
  const say = useTimelineTexts()
  const { isCompact, isFailing, isTable, toggle } = choices
  const switches = [
    ['failing', isFailing],
    ['compact', isCompact],
    ['table', isTable],
  ] as const
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={<IconAdjustmentsHorizontal aria-hidden size={15} />} size="xs" variant="default">
          {say('view')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {switches.map(([name, isOn]) => (
          <Menu.CheckboxItem checked={isOn} key={name} onChange={() => toggle(name)}>
            {say(name)}
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={choices.foldAll}>{say('foldAll')}</Menu.Item>
        <Menu.Item onClick={choices.unfoldAll}>{say('unfoldAll')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
