import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { Action } from '../shell/action'
import { useDialogTexts } from './dialog-texts'

interface SaveBarProps {
  readonly isChanged: boolean
  readonly save: () => void
  readonly undo: () => void
}

/** Goes on to what comes of a change, or takes back what was typed. */
export function SaveBar({ isChanged, save, undo }: SaveBarProps): ReactNode {
  const say = useDialogTexts()
  return (
    <Group>
      <Action onClick={save} role="configure" why={isChanged ? undefined : say('nothingChanged')}>
        {say('save')}
      </Action>
      {isChanged && (
        <Button onClick={undo} size="sm" variant="subtle">
          {say('undo')}
        </Button>
      )}
    </Group>
  )
}
