import { ActionIcon, Button, Group, Stack, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useDialogTexts } from './dialog-texts'

/** A parameter as somebody writes it. */
export interface ParamRow {
  readonly id: number
  readonly name: string
  readonly value: string
  /** Comes from elsewhere: its name stays, and it does. */
  readonly isFixed?: boolean
  readonly hint?: string
}

interface ParamRowsProps {
  readonly rows: readonly ParamRow[]
  readonly change: (rows: readonly ParamRow[]) => void
}

/** Makes rows of parameters. */
export function rowsOf(params: Readonly<Record<string, string>>): readonly ParamRow[] {
  return Object.entries(params).map(([name, value], id) => ({ id, name, value, isFixed: true }))
}

/** Parameters, each by its name. */
export function ParamRows({ rows, change }: ParamRowsProps): ReactNode {
  const say = useDialogTexts()
  const set = (id: number, part: Partial<ParamRow>): void =>
    change(rows.map((row) => (row.id === id ? { ...row, ...part } : row)))
  const add = (): void => change([...rows, { id: Math.max(-1, ...rows.map(({ id }) => id)) + 1, name: '', value: '' }])
  return (
    <Stack gap="xs">
      {rows.map(({ id, name, value, isFixed = false, hint }) => (
        <Group align="flex-start" gap="xs" key={id} wrap="nowrap">
          <TextInput
            aria-label={say('name')}
            flex={1}
            onChange={({ currentTarget }) => set(id, { name: currentTarget.value })}
            placeholder={say('name')}
            readOnly={isFixed}
            value={name}
            variant={isFixed ? 'filled' : 'default'}
          />
          <TextInput
            aria-label={`${say('value')} ${name}`}
            description={hint}
            flex={2}
            inputWrapperOrder={['input', 'description']}
            onChange={({ currentTarget }) => set(id, { value: currentTarget.value })}
            placeholder={say('value')}
            value={value}
          />
          <ActionIcon
            aria-label={say('removeParam', { name })}
            color="gray"
            mt={4}
            onClick={() => change(rows.filter((row) => row.id !== id))}
            style={isFixed ? { visibility: 'hidden' } : {}}
            variant="subtle"
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        leftSection={<IconPlus size={14} />}
        onClick={add}
        size="xs"
        style={{ alignSelf: 'flex-start' }}
        variant="default"
      >
        {say('addParam')}
      </Button>
    </Stack>
  )
}
