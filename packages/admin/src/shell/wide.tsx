import type { ReactNode } from 'react'

/** What may be wider than the page scrolls in itself, also by the keyboard. */
export function Wide({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <section aria-label={label} style={{ overflowX: 'auto', maxWidth: '100%' }} tabIndex={0}>
      {children}
    </section>
  )
}
