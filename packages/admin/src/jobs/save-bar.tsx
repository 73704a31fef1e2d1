import type { JobChange } from '@horarium/http/api'
import { Alert, Button, Group, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Action } from '../shell/action'
import { openDialog } from '../shell/dialog'
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
  const ask = (): void => openDialog(<ChangeDialog job={base} onDone={drop} wishes={wishes} />)
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
        <Action onClick={ask} role="configure" why={isChanged ? undefined : say('nothingChanged')}>
          {say('save')}
        </Action>
        {isChanged && (
          <Button onClick={drop} size="sm" variant="subtle">
            {say('undo')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}
