import type { Skipped } from '@horarium/http/api'
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useInstantText } from '../shell/instant'
import { usePauseTexts } from './texts'

/** What the calendars bring meanwhile, which would not run. */
export function Skips({ skips: { jobs, instants, isMore, first } }: { readonly skips: Skipped }): ReactNode {
  const say = usePauseTexts()
  const instantText = useInstantText()
  return (
    <div role="status">
      {jobs > 1 && <Text size="sm">{say('skipJobs', { jobs })}</Text>}
      <Text fw={600} size="sm">
        {say(isMore ? 'skipsMore' : 'skips', { instants })}
        {first !== null && say('skipsFirst', { first: instantText(first) })}
      </Text>
    </div>
  )
}
