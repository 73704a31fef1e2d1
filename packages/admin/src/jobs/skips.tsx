import type { Skipped } from '@horarium/http/api'
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLanguage } from '../shell/language'
import { formatInstant } from '../shell/times'
import { useDialogTexts } from './dialog-texts'

/** What the calendars bring meanwhile, which would not run. */
export function Skips({ skips: { instants, isMore, first } }: { readonly skips: Skipped }): ReactNode {
  const say = useDialogTexts()
  const language = useLanguage()
  return (
    <Text fw={600} role="status" size="sm">
      {say(isMore ? 'skipsMore' : 'skips', { instants })}
      {first !== null && say('skipsFirst', { first: formatInstant(Date.parse(first), language) })}
    </Text>
  )
}
