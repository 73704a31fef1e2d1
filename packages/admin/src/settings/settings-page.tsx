import { Group, Paper, Select, Stack } from '@mantine/core'
import type { SettingList, SettingRow } from '@horarium/http/api'
import { type ReactNode, useState } from 'react'
import { pathWith, useAnswer } from '../api/answers'
import { Page } from '../shell/page'
import { Pager } from '../shell/pager'
import { useQueryState } from '../shell/query-state'
import { SearchField } from '../shell/search-field'
import { Answered, Empty } from '../shell/states'
import { ResetSetting } from './reset-setting'
import { SettingEditor } from './setting-editor'
import { SettingItem } from './setting-item'
import { useSettingTexts } from './texts'

const ORIGINS = ['override', 'environment', 'file', 'module', 'default'] as const

/** What somebody is about to do with a setting. */
interface Wish {
  readonly is: 'change' | 'reset'
  readonly path: string
}

/** What can be set. */
export function SettingsPage(): ReactNode {
  const say = useSettingTexts()
  const [search] = useQueryState('search')
  const [after] = useQueryState('after')
  const [group] = useQueryState('group')
  const [origin] = useQueryState('origin')
  const [wish, setWish] = useState<Wish>()
  const answer = useAnswer<SettingList>(pathWith('/api/v1/settings', { search, group, origin, after }), [
    'configuration',
  ])
  const wanted = answer.data?.items.find(({ path }) => path === wish?.path)
  const done = (): void => setWish(undefined)
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
                  <SettingItem
                    key={setting.path}
                    onChange={() => setWish({ is: 'change', path: setting.path })}
                    onReset={() => setWish({ is: 'reset', path: setting.path })}
                    setting={setting}
                  />
                ))}
              </Paper>
              <Pager next={next} />
            </Stack>
          )
        }
      </Answered>
      {wanted && <Dialog close={done} setting={wanted} wish={wish?.is} />}
    </Page>
  )
}

interface DialogProps {
  readonly setting: SettingRow
  readonly wish: Wish['is'] | undefined
  readonly close: () => void
}

function Dialog({ setting, wish, close }: DialogProps): ReactNode {
  if (wish === 'reset') return <ResetSetting close={close} setting={setting} />
  return wish === 'change' ? <SettingEditor close={close} setting={setting} /> : null
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
