import type { ButtonProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { Action } from '../shell/action'
import { openDialog } from '../shell/dialog'
import { PauseDialog, ResumeDialog } from './pause-dialog'
import { usePauseTexts } from './texts'

interface PauseButtonProps extends ButtonProps {
  readonly path: string
  readonly version: string
  readonly isPaused: boolean
  /** What the dialog that comes next is called. */
  readonly title: string
  /** What the button is called where there are many of them. */
  readonly 'aria-label'?: string
  readonly why?: string | undefined
  /** What it says instead of `Pause`. */
  readonly text?: string
}

/** Pauses something, or lets it go on. */
export function PauseButton({ path, version, isPaused, title, text, ...button }: PauseButtonProps): ReactNode {
  const say = usePauseTexts()
  const Dialog = isPaused ? ResumeDialog : PauseDialog
  return (
    <Action
      color={isPaused ? 'yellow' : undefined}
      onClick={() => openDialog(<Dialog path={path} title={title} version={version} />)}
      role="operate"
      variant={isPaused ? 'light' : 'default'}
      {...button}
    >
      {isPaused ? say('resume') : (text ?? say('pause'))}
    </Action>
  )
}
