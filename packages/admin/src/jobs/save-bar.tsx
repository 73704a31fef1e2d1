import type { JobChange } from '@horarium/http/api'
import { Alert, Button, Group, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Action } from '../shell/action'
import { useOpen } from '../shell/confirm'
import { ChangeDialog } from './change-dialog'
import { useDialogTexts } from './dialog-texts'
import type { Draft } from './use-draft'

interface SaveBarProps {
  readonly draft: Pick<Draft<unknown>, 'base' | 'isOutdated' | 'rebase' | 'drop'>
  /** What was typed, as far as it is not so already. */
  readonly wishes: JobChange
}

/** Goes on to what comes of a change, or takes back what was typed; says so when others were faster. */
export function SaveBar({ draft: { base, isOutdated, rebase, drop }, wishes }: SaveBarProps): ReactNode {
  const say = useDialogTexts()
  const { isOpen, open, close } = useOpen()
  const isChanged = Object.keys(wishes).length > 0
  return (
    <Stack align="flex-start" gap="sm">
      {isChanged && isOutdated && (
        <Alert color="orange" icon={<IconAlertTriangle />} title={say('outdated')}>
          <Button color="orange" onClick={rebase} size="xs" variant="outline">
            {say('carryOver')}
          </Button>
        </Alert>
      )}
      <Group>
        <Action onClick={open} role="configure" why={isChanged ? undefined : say('nothingChanged')}>
          {say('save')}
        </Action>
        {isChanged && (
          <Button onClick={drop} size="sm" variant="subtle">
            {say('undo')}
          </Button>
        )}
      </Group>
      {isOpen && <ChangeDialog close={close} isOpen={isOpen} job={base} onDone={drop} wishes={wishes} />}
    </Stack>
  )
}
