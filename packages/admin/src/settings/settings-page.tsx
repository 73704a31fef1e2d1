import { Group, Paper, Stack } from '@mantine/core'
import type { SettingList } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { pathWith, useAnswer } from '../api/answers'
import { Filter } from '../shell/filter'
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
  return (
    <Group>
      <SearchField flex="1 1 240px" label={say('search')} />
      <Filter aria-label={say('group')} data={groups} name="group" placeholder={say('allGroups')} />
      <Filter
        aria-label={say('origin')}
        data={ORIGINS.map((value) => ({ value, label: say(value) }))}
        name="origin"
        placeholder={say('anyOrigin')}
      />
    </Group>
  )
}
