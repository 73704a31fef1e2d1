import { Badge, Code, Group, Stack, Text, Tooltip } from '@mantine/core'
import type { SettingRow } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { PathLink } from '../shell/path-link'
import { Action } from '../shell/action'
import { openDialog } from '../shell/dialog'
import { Distance } from '../shell/instant'
import { useLanguage } from '../shell/language'
import { ResetSetting } from './reset-setting'
import { SettingEditor } from './setting-editor'
import { meaningText, rangeText, valueText } from './setting-text'
import classes from './settings.module.css'
import { useSettingTexts } from './texts'

interface SettingItemProps {
  readonly setting: SettingRow
}

/** One setting: what it is, what counts and who says so, what can be done. */
export function SettingItem({ setting }: SettingItemProps): ReactNode {
  const say = useSettingTexts()
  const language = useLanguage()
  const { path, name, group, scope, value, isOverridden, isFromFilesOnly } = setting
  return (
    <article aria-label={path} className={classes['setting']}>
      <div>
        <Group gap={6}>
          <Text ff="monospace" fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
            {scope === 'path' ? <PathLink path={path} /> : name}
          </Text>
          {scope === 'group' && (
            <Badge color="gray" size="sm" tt="none" variant="outline">
              {group === null ? say('ofEverything') : say('inGroup', { group })}
            </Badge>
          )}
        </Group>
        <Text c="dimmed" size="sm">
          {meaningText(setting, language)}
        </Text>
        <Facts setting={setting} />
      </div>
      <Stack gap={2}>
        <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {valueText(value, setting, say)}
        </Text>
        <Origin setting={setting} />
      </Stack>
      <Group gap="xs" justify="flex-end">
        {isOverridden && (
          <Action
            color="gray"
            onClick={() => openDialog(<ResetSetting setting={setting} />)}
            role="configure"
            size="xs"
            variant="subtle"
          >
            {say('reset')}
          </Action>
        )}
        <Action
          onClick={() => openDialog(<SettingEditor setting={setting} />)}
          role="configure"
          size="xs"
          variant="default"
          why={isFromFilesOnly ? say('why') : undefined}
        >
          {say('change')}
        </Action>
      </Group>
    </article>
  )
}

function Facts({ setting }: SettingItemProps): ReactNode {
  const say = useSettingTexts()
  const { variable, default: usual } = setting
  const facts = [
    usual === null ? '' : say('defaultIs', { value: valueText(usual, setting, say) }),
    rangeText(setting, say),
  ].filter((fact) => fact !== '')
  return (
    <Text c="dimmed" size="xs" style={{ overflowWrap: 'anywhere' }}>
      {facts.join(' · ')}
      {variable !== null && (
        <>
          {facts.length > 0 && <br />}
          {say('variable')} <Code fz={11}>{variable}</Code>
        </>
      )}
    </Text>
  )
}

const COLORS = { default: 'gray', module: 'cyan', file: 'blue', environment: 'violet', override: 'orange' } as const

function Origin({ setting: { origin, source, isOrphan, overriddenAt } }: SettingItemProps): ReactNode {
  const say = useSettingTexts()
  return (
    <Group gap={6}>
      <Badge color={COLORS[origin]} size="sm" tt="none" variant="light">
        {say(origin)}
      </Badge>
      {isOrphan && (
        <Tooltip label={say('orphanWhy')}>
          <Badge color="red" size="sm" tabIndex={0} tt="none" variant="light">
            {say('orphan')}
          </Badge>
        </Tooltip>
      )}
      {origin !== 'default' && (
        <Text c="dimmed" size="xs" style={{ overflowWrap: 'anywhere' }}>
          {origin === 'override' ? say('by', { author: source }) : source}{' '}
          {overriddenAt !== null && <Distance at={overriddenAt} />}
        </Text>
      )}
    </Group>
  )
}
