import { ActionIcon, Button, Group, Menu, SegmentedControl, Tooltip } from '@mantine/core'
import {
  IconAdjustmentsHorizontal,
  IconArrowLeft,
  IconArrowRight,
  IconCurrentLocation,
  IconZoomIn,
  IconZoomOut,
  type TablerIcon,
} from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import { useQueryState, useQuerySwitch } from '../shell/query-state'
import { SearchField } from '../shell/search-field'
import { useTimelineTexts } from './texts'
import type { ViewState } from './use-view'
import { panned, SPANS, spanOf, viewAround, zoomed } from './view'

const SPAN_NAMES = ['hour', 'hours3', 'hours12', 'day', 'week', 'month'] as const

/** Where in time somebody wants to go: a number is how much of it to show, in ms. */
export type Wish = 'earlier' | 'later' | 'now' | 'in' | 'out' | number

/** Fulfils a wish. */
export function fulfil(wish: Wish, { view, now, isFollowing, lookAt, follow }: ViewState): void {
  if (wish === 'now') follow()
  else if (wish === 'earlier') lookAt(panned(view, -0.5))
  else if (wish === 'later') lookAt(panned(view, 0.5))
  else {
    const times = wish === 'in' ? 0.5 : wish === 'out' ? 2 : wish / spanOf(view)
    if (isFollowing) follow(spanOf(zoomed(viewAround(now, spanOf(view)), times)))
    else lookAt(zoomed(view, times))
  }
}

interface ToolbarProps {
  /** One of those that may be chosen with a click; none where it was zoomed to another. */
  readonly span: number | undefined
  readonly isFollowing: boolean
  readonly wish: (wish: Wish) => void
  /** The names of all groups. */
  readonly groups: readonly string[]
}

/** Goes through time, finds jobs, and chooses what is shown. Stays as it is while the picture moves. */
export const Toolbar = memo(function Toolbar({ span, isFollowing, wish, groups }: ToolbarProps): ReactNode {
  const say = useTimelineTexts()
  return (
    <Group gap="xs" justify="space-between">
      <Group gap="xs">
        <SegmentedControl
          aria-label={say('span')}
          data={SPANS.map((one, index) => ({ value: String(one), label: say(SPAN_NAMES[index] ?? 'hour') }))}
          onChange={(value) => wish(Number(value))}
          size="xs"
          value={span === undefined ? '' : String(span)}
        />
        <Moves isFollowing={isFollowing} wish={wish} />
      </Group>
      <Group gap="xs">
        <SearchField label={say('search')} size="xs" w={200} />
        <ViewMenu groups={groups} />
      </Group>
    </Group>
  )
})

function Moves({ isFollowing, wish }: Pick<ToolbarProps, 'isFollowing' | 'wish'>): ReactNode {
  const say = useTimelineTexts()
  return (
    <Group gap={4} wrap="nowrap">
      <Move icon={IconArrowLeft} name={say('earlier')} onClick={() => wish('earlier')} />
      <Tooltip label={say('nowHint')}>
        <Button
          aria-pressed={isFollowing}
          leftSection={<IconCurrentLocation aria-hidden size={15} />}
          onClick={() => wish('now')}
          size="xs"
          variant={isFollowing ? 'light' : 'default'}
        >
          {say('now')}
        </Button>
      </Tooltip>
      <Move icon={IconArrowRight} name={say('later')} onClick={() => wish('later')} />
      <Move icon={IconZoomOut} name={say('zoomOut')} onClick={() => wish('out')} />
      <Move icon={IconZoomIn} name={say('zoomIn')} onClick={() => wish('in')} />
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

function ViewMenu({ groups }: Pick<ToolbarProps, 'groups'>): ReactNode {
  const say = useTimelineTexts()
  const [, setFolded] = useQueryState('folded')
  const switches = [
    ['failing', ...useFailing()],
    ['compact', ...useCompact()],
    ['table', ...useTable()],
  ] as const
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={<IconAdjustmentsHorizontal aria-hidden size={15} />} size="xs" variant="default">
          {say('view')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {switches.map(([name, isOn, toggle]) => (
          <Menu.CheckboxItem checked={isOn} key={name} onChange={toggle}>
            {say(name)}
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => setFolded(groups.join())}>{say('foldAll')}</Menu.Item>
        <Menu.Item onClick={() => setFolded(null)}>{say('unfoldAll')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

type Switch = ReturnType<typeof useQuerySwitch>

/** Whether only jobs with failures are shown. */
export function useFailing(): Switch {
  return useQuerySwitch('failing')
}

/** Whether lanes are narrow. */
export function useCompact(): Switch {
  return useQuerySwitch('rows', 'narrow')
}

/** Whether it is told in words and numbers. */
export function useTable(): Switch {
  return useQuerySwitch('as', 'table')
}
