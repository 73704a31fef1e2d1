import { Paper } from '@mantine/core'
import type { ReactNode } from 'react'

/** What may be wider than the page lies on a sheet and scrolls in itself, also by the keyboard. */
export function Wide({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <Paper
      aria-label={label}
      component="section"
      style={{ overflowX: 'auto', maxWidth: '100%' }}
      tabIndex={0}
      withBorder
    >
      {children}
    </Paper>
  )
}
