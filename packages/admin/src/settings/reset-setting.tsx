import { Text } from '@mantine/core'
import type { SettingChange, SettingRow } from '@horarium/http/api'
import type { ReactNode } from 'react'
import type { Change } from '../api/answers'
import { useForeseen } from '../api/foreseen'
import { ConfirmedChange } from '../shell/confirm'
import { Foreseen } from './foreseen'
import { NowAndThen } from './now-and-then'
import { settingQuestion } from './setting-question'
import { valueText } from './setting-text'
import { useSettingTexts } from './texts'

interface ResetSettingProps {
  readonly setting: SettingRow
}

/** Takes an override away, when somebody has seen what counts then. */
export function ResetSetting({ setting }: ResetSettingProps): ReactNode {
  const say = useSettingTexts()
  const { path, name, version } = setting
  const change: Change = { path: settingQuestion(path), method: 'DELETE' }
  const { answer, isTold } = useForeseen<SettingChange>({ ...change, body: { dryRun: true } })
  return (
    <ConfirmedChange<SettingChange>
      action={say('reset')}
      change={{ ...change, body: {}, version }}
      isReady={isTold}
      said={(answered) => say('saved', { name, value: valueText(answered.setting.value, setting, say) })}
      title={say('resetTitle', { name })}
    >
      <Text c="dimmed" size="sm">
        {path}
      </Text>
      <NowAndThen now={setting} then={answer.data?.setting} />
      <Foreseen answer={answer} />
    </ConfirmedChange>
  )
}
