import { Paper } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './wide.module.css'

interface WideProps {
  readonly label: string
  /** On a phone the rows turn to cards; each cell then names its column in `data-label`. */
  readonly isCards?: boolean
  readonly children: ReactNode
}

/** What may be wider than the page lies on a sheet and scrolls in itself, also by the keyboard. */
export function Wide({ label, isCards = false, children }: WideProps): ReactNode {
  return (
    <Paper
      aria-label={label}
      className={`${classes['wide']} ${isCards ? classes['cards'] : ''}`}
      component="section"
      tabIndex={0}
      withBorder
    >
      {children}
    </Paper>
  )
}
