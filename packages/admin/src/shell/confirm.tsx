import { Alert, Button, Group, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { type Change, useChange } from '../api/answers'
import { closeDialog, Dialog } from './dialog'
import { defineTexts } from './language'
import { useNotice } from './notice'
import { Problem } from './states'

const useTexts = defineTexts({ cancel: 'Cancel' }, { cancel: 'Annuler' })

interface ConfirmedChangeProps<Answer> {
  /** What is asked: `Kill this run?` */
  readonly title: string
  /** What the button that does it says: `Kill the run`. */
  readonly action: string
  /** What comes of it, counted where it can be; and whatever it needs to be told. */
  readonly children?: ReactNode
  /** Whether something is lost that nobody gets back. */
  readonly isDangerous?: boolean
  /** Whether it can be done as things stand in the dialog. */
  readonly isReady?: boolean
  readonly change: Change
  /** What is said when it is done. */
  readonly said: (answer: Answer) => string | undefined
  readonly onDone?: (answer: Answer) => void
}

/** A dialog for a change that is made only after somebody saw what it does; a refusal is shown where it was asked. */
export function ConfirmedChange<Answer>(props: ConfirmedChangeProps<Answer>): ReactNode {
  const { title, action, children, isDangerous = false, isReady = true, change, said, onDone } = props
  const say = useTexts()
  const { done } = useNotice()
  const { mutate, isPending, error } = useChange<Answer>()
  const act = (): void =>
    mutate(change, {
      onSuccess: (answer) => {
        const message = said(answer)
        if (message !== undefined) done(message)
        closeDialog()
        onDone?.(answer)
      },
    })
  return (
    <Dialog title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          act()
        }}
      >
        <Stack>
          {isDangerous ? (
            <Alert color="orange" icon={<IconAlertTriangle />}>
              {children}
            </Alert>
          ) : (
            children
          )}
          {error && <Problem refused={error} />}
          <Group justify="flex-end">
            <Button onClick={closeDialog} variant="default">
              {say('cancel')}
            </Button>
            <Button color={isDangerous ? 'red.9' : undefined} disabled={!isReady} loading={isPending} type="submit">
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
