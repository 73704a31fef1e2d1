import { Text, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { useNow } from './clock'
import { useLanguage } from './language'
import { formatDistance, formatDuration, formatInstant, formatNumber, formatTime } from './times'

interface InstantProps {
  /** ISO; a dash is shown for none. */
  readonly at: string | null | undefined
}

const NONE = (
  <Text c="dimmed" component="span" size="sm">
    –
  </Text>
)

/** An instant in the reader's own time, and in UTC beside it. */
export function Instant({ at }: InstantProps): ReactNode {
  const language = useLanguage()
  if (!at) return NONE
  const instant = Date.parse(at)
  return (
    <time dateTime={at} title={at}>
      <span style={{ whiteSpace: 'nowrap' }}>{formatInstant(instant, language)}</span>{' '}
      <Text c="dimmed" component="span" size="xs" style={{ whiteSpace: 'nowrap' }}>
        {formatTime(instant, language, 'UTC')} UTC
      </Text>
    </time>
  )
}

/** How far an instant is from now, kept true; the instant itself when it is pointed at. */
export function Distance({ at }: InstantProps): ReactNode {
  const language = useLanguage()
  const now = useNow()
  if (!at) return NONE
  const instant = Date.parse(at)
  return (
    <Tooltip label={`${formatInstant(instant, language)} · ${formatInstant(instant, language, 'UTC')} UTC`}>
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {formatDistance(instant, now, language)}
      </time>
    </Tooltip>
  )
}

/** Writes an instant (ISO) within a text, in the reader's own time. */
export function useInstantText(): (at: string | null, none?: string) => string {
  const language = useLanguage()
  return (at, none = '–') => (at === null ? none : formatInstant(Date.parse(at), language))
}

/** A length of time. */
export function Duration({ ms }: { readonly ms: number | null | undefined }): ReactNode {
  const language = useLanguage()
  return (
    <span style={{ whiteSpace: 'nowrap' }}>{ms === null || ms === undefined ? '–' : formatDuration(ms, language)}</span>
  )
}

/** How many there are. */
export function Count({ of }: { readonly of: number }): ReactNode {
  return formatNumber(of, useLanguage())
}
