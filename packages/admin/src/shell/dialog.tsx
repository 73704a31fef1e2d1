import { Modal } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useLocation } from 'wouter'
import { makeState, type State } from '../api/state'
import { defineTexts } from './language'

const useTexts = defineTexts({ close: 'Close' }, { close: 'Fermer' })

const shown: State<ReactNode> = makeState<ReactNode>(null)
let opener: Element | null = null

/**
 * Asks something over the page, one thing at a time. It is about things as they stood when it was asked, and stays
 * whatever becomes of what it was asked from: a row that is no longer in its list takes no dialog with it.
 */
export function openDialog(dialog: ReactNode): void {
  if (shown.now() !== null) return
  opener = document.activeElement
  shown.set(dialog)
}

/** Goes back to where it was asked from. */
export function closeDialog(): void {
  if (shown.now() === null) return
  shown.set(null)
  if (opener instanceof HTMLElement) opener.focus({ preventScroll: true })
}

/** Where dialogs are shown; another page closes them. */
export function Dialogs(): ReactNode {
  const [path] = useLocation()
  useEffect(() => closeDialog, [path])
  return shown.use()
}

/** The frame of every dialog. */
export function Dialog({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  const say = useTexts()
  return (
    <Modal centered closeButtonProps={{ 'aria-label': say('close') }} onClose={closeDialog} opened title={title}>
      {children}
    </Modal>
  )
}
