import {
  MultiSelect,
  NumberInput,
  PasswordInput,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import type { SettingRow } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { rangeText } from './setting-text'
import { useSettingTexts } from './texts'

interface ValueFieldProps {
  readonly setting: SettingRow
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A field for what a setting may be. */
export function ValueField({ setting, value, onChange }: ValueFieldProps): ReactNode {
  const say = useSettingTexts()
  const { type, isSecret, min, max, choices } = setting
  const common = { label: say('value'), description: rangeText(setting, say), 'data-autofocus': true }
  if (isSecret)
    return (
      <PasswordInput
        {...common}
        autoComplete="off"
        description={say('secretHint')}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        value={value}
      />
    )
  switch (type) {
    case 'integer':
      return (
        <NumberInput
          {...common}
          allowDecimal={false}
          clampBehavior="none"
          max={max ?? undefined}
          min={min ?? undefined}
          onChange={(number) => onChange(String(number))}
          value={value}
        />
      )
    case 'flag':
      return (
        <Stack gap={4}>
          <Text fw={500} size="sm">
            {say('value')}
          </Text>
          <SegmentedControl
            aria-label={say('value')}
            data={[
              { value: '0', label: say('off') },
              { value: '1', label: say('on') },
            ]}
            onChange={onChange}
            value={value}
          />
        </Stack>
      )
    case 'choice':
      return (
        <Select
          {...common}
          allowDeselect={false}
          data={choices ?? []}
          onChange={(chosen) => onChange(chosen ?? '')}
          value={value}
        />
      )
    case 'choices':
      return (
        <MultiSelect
          {...common}
          data={choices ?? []}
          onChange={(chosen) => onChange(chosen.join(','))}
          value={value === '' ? [] : value.split(',')}
        />
      )
    default:
      return (
        <TextInput
          {...common}
          description={type === 'duration' ? say('durationHint') : common.description}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
          value={value}
        />
      )
  }
}
