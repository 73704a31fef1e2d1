import type { EntryList, GroupList } from '@horarium/http/api'
import { Badge, Group, Stack, Tabs, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSearchParams } from 'wouter'
import { useGroups } from '../api/groups'
import { Count } from '../shell/instant'
import { Page } from '../shell/page'
import { Pager } from '../shell/pager'
import { useQueryState } from '../shell/query-state'
import { Answered, Empty } from '../shell/states'
import { ENDED } from '../shell/status'
import { EntryFilters, type Tab } from './entry-filters'
import { EntryTable } from './entry-table'
import { PurgeButton } from './purge-dialog'
import { useEntryTexts } from './texts'
import { type EntryQuery, useEntries } from './use-entries'

const TABS: readonly Tab[] = ['pending', 'running', 'finished']
const RAN = ['success', 'error', 'killed']

/** Every entry: what waits, what runs, what has ended. */
export function EntriesPage(): ReactNode {
  const say = useEntryTexts()
  const [named, setTab] = useQueryState('tab', 'finished', { push: true })
  const tab = TABS.find((one) => one === named) ?? 'finished'
  const counts = useCounts()
  return (
    <Page about={say('about')} actions={<PurgeButton />} title={say('title')}>
      <Tabs keepMounted={false} onChange={setTab} value={tab}>
        <Tabs.List>
          {TABS.map((one) => (
            <Tabs.Tab
              key={one}
              rightSection={
                counts && (
                  <Badge color="gray" size="sm" variant="light">
                    <Count of={counts[one]} />
                  </Badge>
                )
              }
              value={one}
            >
              {say(one)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel pt="md" value={tab}>
          <Stack gap="md">
            <EntryFilters tab={tab} />
            <Entries key={tab} tab={tab} />
          </Stack>
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

// Of the group one looks at, whatever else is filtered.
function useCounts(): Readonly<Record<Tab, number>> | undefined {
  const [group] = useQueryState('group')
  const { data } = useGroups()
  if (!data) return undefined
  const sizes = data.items.filter(({ name }) => group === '' || name === group).map(({ size }) => size)
  const sum = (count: (size: GroupList['items'][number]['size']) => number): number =>
    sizes.reduce((total, size) => total + count(size), 0)
  return {
    pending: sum(({ pending, released, parked }) => pending + released + parked),
    running: sum(({ running }) => running),
    finished: sum(({ finished }) => ENDED.reduce((total, status) => total + (finished[status] ?? 0), 0)),
  }
}

function Entries({ tab }: { readonly tab: Tab }): ReactNode {
  const say = useEntryTexts()
  const [query] = useSearchParams()
  const asked = queryOf(tab, query)
  const answer = useEntries(query.get('ran') === '1' && tab === 'finished' ? '/api/v1/runs' : '/api/v1/entries', asked)
  return (
    <Answered answer={answer}>
      {(list) => (
        <Stack gap="sm">
          {list.items.length > 0 ? (
            <EntryTable entries={list.items} tab={tab} />
          ) : (
            <Nothing isFiltered={isFiltered(query)} list={list} tab={tab} />
          )}
          <Group justify="space-between">
            <Text aria-live="polite" c="dimmed" size="sm">
              {say('count', { count: list.items.length })}
            </Text>
            <Pager next={list.next} />
          </Group>
        </Stack>
      )}
    </Answered>
  )
}

function queryOf(tab: Tab, query: URLSearchParams): EntryQuery {
  const names = ['search', 'job', 'group', 'source', 'from', 'to', 'after']
  const chosen = (query.get('status') ?? '').split(',').filter((status) => ENDED.some((one) => one === status))
  const possible = query.get('ran') === '1' ? RAN : ENDED
  const ended = possible.filter((status) => chosen.length === 0 || chosen.includes(status))
  return {
    ...Object.fromEntries(names.map((name) => [name, query.get(name) ?? undefined])),
    status: tab === 'finished' ? (ended.length > 0 ? ended : possible).join() : tab,
  }
}

function isFiltered(query: URLSearchParams): boolean {
  return [...query.keys()].some((name) => name !== 'tab' && name !== 'after')
}

const NOTHING = { pending: 'nothingPending', running: 'nothingRunning', finished: 'nothingFinished' } as const

interface NothingProps {
  readonly list: EntryList
  readonly isFiltered: boolean
  readonly tab: Tab
}

function Nothing(props: NothingProps): ReactNode {
  const say = useEntryTexts()
  if (props.list.next !== null) return <Empty title={say('nothing')}>{say('passedOver')}</Empty>
  return <Empty title={say('nothing')}>{say(props.isFiltered ? 'nothingFits' : NOTHING[props.tab])}</Empty>
}
