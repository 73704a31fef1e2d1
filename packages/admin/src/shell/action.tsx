import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import type { MouseEventHandler, ReactNode } from 'react'
import { type Role, useMay } from '../api/me'
import { defineTexts } from './language'

const useTexts = defineTexts(
  { mayNot: 'Your role does not allow this; it asks for {role}.' },
  { mayNot: 'Votre rôle ne le permet pas ; il faut {role}.' },
)

interface ActionProps extends ButtonProps {
  /** What it asks for. */
  readonly role: Role
  readonly onClick: MouseEventHandler<HTMLButtonElement>
  /** Why it cannot be done now, whoever asks. */
  readonly why?: string | undefined
  readonly children: ReactNode
}

/** A button that does something; who may not, or when it cannot be done, is told why. */
export function Action({ role, onClick, why, children, ...button }: ActionProps): ReactNode {
  const say = useTexts()
  const reason = useMay(role) ? why : say('mayNot', { role })
  if (reason === undefined)
    return (
      <Button onClick={onClick} size="sm" {...button}>
        {children}
      </Button>
    )
  // It stays where the keyboard finds it: a reason nobody can reach is none.
  return (
    <Tooltip label={reason}>
      <Button
        aria-disabled
        aria-description={reason}
        data-disabled
        onClick={(event) => event.preventDefault()}
        size="sm"
        {...button}
      >
        {children}
      </Button>
    </Tooltip>
  )
}
