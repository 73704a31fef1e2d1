import { Text } from '@mantine/core'
import type { SettingChange, SettingRow } from '@horarium/http/api'
import { type ReactNode, useState } from 'react'
import type { Change } from '../api/answers'
import { useForeseen } from '../api/foreseen'
import { ConfirmedChange } from '../shell/confirm'
import { useLanguage } from '../shell/language'
import { Foreseen } from './foreseen'
import { NowAndThen } from './now-and-then'
import { settingQuestion } from './setting-question'
import { meaningText, valueText } from './setting-text'
import { useSettingTexts } from './texts'
import { ValueField } from './value-field'

interface SettingEditorProps {
  readonly setting: SettingRow
}

/** Lays a value over a setting, when somebody has seen what that does. */
export function SettingEditor({ setting }: SettingEditorProps): ReactNode {
  const say = useSettingTexts()
  const language = useLanguage()
  const { path, name, version, isSecret } = setting
  const first = isSecret ? '' : setting.value
  const [value, setValue] = useState(first)
  const isDifferent = value !== first
  const change: Change = { path: settingQuestion(path), method: 'PUT' }
  const asked: Change = { ...change, body: { value, dryRun: true } }
  const { answer, isTold } = useForeseen<SettingChange>(isDifferent ? asked : undefined)
  return (
    <ConfirmedChange<SettingChange>
      action={say('save')}
      change={{ ...change, body: { value }, version }}
      // Nothing is saved of which nobody could see what it does.
      isReady={isDifferent && isTold}
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
          {!isSecret && <NowAndThen now={setting} then={answer.data?.setting} />}
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
