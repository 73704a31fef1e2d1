import { Group, Text } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import type { SettingRow } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { valueText } from './setting-text'
import { useSettingTexts } from './texts'

interface NowAndThenProps {
  readonly now: SettingRow
  readonly then: SettingRow | undefined
}

/** What counts now, and what would. */
export function NowAndThen({ now, then }: NowAndThenProps): ReactNode {
  const say = useSettingTexts()
  return (
    <Group gap="sm">
      <Value name={say('now')} of={now} />
      <IconArrowRight aria-hidden size={16} />
      {then ? <Value name={say('afterwards')} of={then} /> : <Text size="sm">…</Text>}
    </Group>
  )
}

function Value({ name, of }: { readonly name: string; readonly of: SettingRow }): ReactNode {
  const say = useSettingTexts()
  return (
    <div>
      <Text c="dimmed" size="xs">
        {name}
      </Text>
      <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
        {valueText(of.value, of, say)}
      </Text>
      <Text c="dimmed" size="xs">
        {say(of.origin)}
      </Text>
    </div>
  )
}
