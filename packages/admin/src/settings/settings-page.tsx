import { Group, Paper, Select, Stack } from '@mantine/core'
import type { SettingList } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { pathWith, useAnswer } from '../api/answers'
import { Page } from '../shell/page'
import { Pager } from '../shell/pager'
import { useQueryState } from '../shell/query-state'
import { SearchField } from '../shell/search-field'
import { Answered, Empty } from '../shell/states'
import { SettingItem } from './setting-item'
import { useSettingTexts } from './texts'

const ORIGINS = ['override', 'environment', 'file', 'module', 'default'] as const

/** What can be set. */
export function SettingsPage(): ReactNode {
  const say = useSettingTexts()
  const [search] = useQueryState('search')
  const [after] = useQueryState('after')
  const [group] = useQueryState('group')
  const [origin] = useQueryState('origin')
  const answer = useAnswer<SettingList>(pathWith('/api/v1/settings', { search, group, origin, after }), [
    'configuration',
  ])
  return (
    <Page about={say('about')} title={say('title')}>
      <Filters groups={answer.data?.groups ?? []} />
      <Answered answer={answer} height={600}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty title={say('notFound')}>{say('notFoundRemedy')}</Empty>
          ) : (
            <Stack>
              <Paper px="md" withBorder>
                {items.map((setting) => (
                  <SettingItem key={setting.path} setting={setting} />
                ))}
              </Paper>
              <Pager next={next} />
            </Stack>
          )
        }
      </Answered>
    </Page>
  )
}

function Filters({ groups }: { readonly groups: readonly string[] }): ReactNode {
  const say = useSettingTexts()
  const [group, setGroup] = useQueryState('group')
  const [origin, setOrigin] = useQueryState('origin')
  return (
    <Group>
      <SearchField flex="1 1 240px" label={say('search')} />
      <Select
        aria-label={say('group')}
        clearable
        data={[...groups]}
        onChange={setGroup}
        placeholder={say('allGroups')}
        searchable
        flex="1 1 140px"
        maw={220}
        value={group === '' ? null : group}
      />
      <Select
        aria-label={say('origin')}
        clearable
        data={ORIGINS.map((value) => ({ value, label: say(value) }))}
        onChange={setOrigin}
        placeholder={say('anyOrigin')}
        flex="1 1 140px"
        maw={220}
        value={origin === '' ? null : origin}
      />
    </Group>
  )
}
