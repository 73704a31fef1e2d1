import type { Pause } from '@horarium/http/api'
import { Badge, Tooltip } from '@mantine/core'
import { IconPlayerPause } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useInstantText } from '../shell/instant'
import { usePauseTexts } from './texts'

/** That something is paused, and until when; by whom and why when it is pointed at. */
export function PauseBadge({ pause: { until, author, note } }: { readonly pause: Pause }): ReactNode {
  const say = usePauseTexts()
  const instantText = useInstantText()
  return (
    <Tooltip label={note === '' ? author : `${author}: ${note}`}>
      <Badge color="yellow" leftSection={<IconPlayerPause aria-hidden size={12} />} tt="none" variant="light">
        {say('pausedUntil', { until: instantText(until, 'open') })}
      </Badge>
    </Tooltip>
  )
}
