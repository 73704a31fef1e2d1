import type { ReactNode } from 'react'
import { useNow } from '../shell/clock'
import { Duration } from '../shell/instant'

/** How long something has gone on, counting. */
export function RunningFor({ since }: { readonly since: string | null }): ReactNode {
  const now = useNow()
  return <Duration ms={since === null ? null : Math.max(0, now - Date.parse(since))} />
}
