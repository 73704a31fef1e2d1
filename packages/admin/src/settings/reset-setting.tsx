import { Text } from '@mantine/core'
import type { SettingChange, SettingRow } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { ConfirmedChange } from '../shell/confirm'
import { Foreseen, settingUrl, useForeseen } from './foreseen'
import { NowAndThen } from './now-and-then'
import { valueText } from './setting-text'
import { useSettingTexts } from './texts'

interface ResetSettingProps {
  readonly setting: SettingRow
}

/** Takes an override away, when somebody has seen what counts then. */
export function ResetSetting({ setting }: ResetSettingProps): ReactNode {
  const say = useSettingTexts()
  const { path, name, version } = setting
  const answer = useForeseen(path, undefined, true)
  return (
    <ConfirmedChange<SettingChange>
      action={say('reset')}
      change={{ method: 'DELETE', path: settingUrl(path), body: {}, version }}
      isReady={answer.data !== undefined}
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
