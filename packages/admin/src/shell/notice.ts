import { notifications } from '@mantine/notifications'
import { defineTexts } from './language'

const useTexts = defineTexts({ close: 'Close' }, { close: 'Fermer' })

interface Notice {
  /** Gone by itself. */
  readonly done: (message: string) => void
  /** Stays until it is closed. */
  readonly failed: (message: string) => void
}

/** Tells in a corner of the page what has happened. */
export function useNotice(): Notice {
  const say = useTexts()
  const closeButtonProps = { 'aria-label': say('close') }
  return {
    done: (message) => notifications.show({ message, color: 'teal', closeButtonProps }),
    failed: (message) => notifications.show({ message, color: 'red', autoClose: false, closeButtonProps }),
  }
}
