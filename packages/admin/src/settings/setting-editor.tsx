import { Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { SettingChange, SettingRow } from '@horarium/http/api'
import { type ReactNode, useState } from 'react'
import { ConfirmedChange } from '../shell/confirm'
import { useLanguage } from '../shell/language'
import { Foreseen, settingUrl, useForeseen } from './foreseen'
import { NowAndThen } from './now-and-then'
import { meaningText, valueText } from './setting-text'
import { useSettingTexts } from './texts'
import { ValueField } from './value-field'

interface SettingEditorProps {
  readonly setting: SettingRow
}

const TYPING_MS = 300

/** Lays a value over a setting, when somebody has seen what that does. */
export function SettingEditor({ setting }: SettingEditorProps): ReactNode {
  const say = useSettingTexts()
  const language = useLanguage()
  const { path, name, version, isSecret } = setting
  const first = isSecret ? '' : setting.value
  const [value, setValue] = useState(first)
  const [asked] = useDebouncedValue(value, TYPING_MS)
  const isDifferent = value !== first
  const answer = useForeseen(path, asked, asked !== first)
  return (
    <ConfirmedChange<SettingChange>
      action={say('save')}
      change={{ method: 'PUT', path: settingUrl(path), body: { value }, version }}
      // Nothing is saved of which nobody could see what it does.
      isReady={isDifferent && asked === value && answer.data !== undefined && !answer.error}
      said={(answered) => say('saved', { name, value: valueText(answered.setting.value, setting, say) })}
      title={say('editTitle', { name })}
    >
      <Text c="dimmed" size="sm" style={{ overflowWrap: 'anywhere' }}>
        {path}
        <br />
        {meaningText(setting, language)}
      </Text>
      <ValueField onChange={setValue} setting={setting} value={value} />
      {isDifferent ? (
        <>
          {!isSecret && <NowAndThen now={setting} then={answer.error ? undefined : answer.data?.setting} />}
          <Foreseen answer={answer} />
        </>
      ) : (
        <Text c="dimmed" size="sm">
          {say('changed')}
        </Text>
      )}
    </ConfirmedChange>
  )
}
