import { Alert, Button, Group, Modal, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { type Change, useChange } from '../api/answers'
import { defineTexts } from './language'
import { Problem } from './states'

const useTexts = defineTexts(
  { cancel: 'Cancel', close: 'Close', done: 'Done' },
  { cancel: 'Annuler', close: 'Fermer', done: 'Fait' },
)

export interface ConfirmedChangeProps<Answer> {
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
  readonly isOpen: boolean
  readonly close: () => void
  /** What is said when it is done. */
  readonly said?: (answer: Answer) => string
  readonly onDone?: (answer: Answer) => void
}

/** A change that is made only after somebody saw what it does; a refusal is shown where it was asked. */
export function ConfirmedChange<Answer>(props: ConfirmedChangeProps<Answer>): ReactNode {
  const { title, action, children, isDangerous = false, isReady = true, change, isOpen, close, said, onDone } = props
  const say = useTexts()
  const { mutate, isPending, error, reset } = useChange<Answer>()
  const leave = (): void => {
    reset()
    close()
  }
  const act = (): void =>
    mutate(change, {
      onSuccess: (answer) => {
        notifications.show({ message: said?.(answer) ?? say('done'), color: 'teal' })
        leave()
        onDone?.(answer)
      },
    })
  return (
    <Modal centered closeButtonProps={{ 'aria-label': say('close') }} onClose={leave} opened={isOpen} title={title}>
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
            <Button onClick={leave} variant="default">
              {say('cancel')}
            </Button>
            <Button color={isDangerous ? 'red.9' : undefined} disabled={!isReady} loading={isPending} type="submit">
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** Whether a dialog is open, and what opens and closes it. */
export function useOpen(): { readonly isOpen: boolean; readonly open: () => void; readonly close: () => void } {
  const [isOpen, setOpen] = useState(false)
  return { isOpen, open: () => setOpen(true), close: () => setOpen(false) }
}
