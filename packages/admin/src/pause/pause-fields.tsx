import { Group, Stack, Textarea, TextInput, UnstyledButton, Badge } from '@mantine/core'
import type { ReactNode } from 'react'
import { usePauseTexts } from './texts'

/** What somebody says who pauses something. */
export interface PauseSaid {
  readonly until: string
  readonly note: string
}

const USUAL = ['30m', '2h', '8h', '1d', '7d'] as const

interface PauseFieldsProps {
  readonly said: PauseSaid
  readonly say: (said: PauseSaid) => void
  /** What is wrong with the end. */
  readonly fault: string | undefined
}

/** Until when, and why. */
export function PauseFields({ said, say: tell, fault }: PauseFieldsProps): ReactNode {
  const say = usePauseTexts()
  return (
    <Stack gap="sm">
      <TextInput
        data-autofocus
        description={say('untilAbout')}
        error={fault}
        label={say('until')}
        onChange={({ currentTarget }) => tell({ ...said, until: currentTarget.value })}
        required
        value={said.until}
      />
      <Group gap={6}>
        {USUAL.map((until) => (
          <UnstyledButton key={until} onClick={() => tell({ ...said, until })}>
            <Badge tt="none" variant={until === said.until ? 'filled' : 'default'}>
              {until}
            </Badge>
          </UnstyledButton>
        ))}
      </Group>
      <Textarea
        autosize
        description={say('noteAbout')}
        label={say('note')}
        maxLength={1000}
        onChange={({ currentTarget }) => tell({ ...said, note: currentTarget.value })}
        value={said.note}
      />
    </Stack>
  )
}
