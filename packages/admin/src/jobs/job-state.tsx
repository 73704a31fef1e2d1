import type { JobRow } from '@horarium/http/api'
import { Badge } from '@mantine/core'
import { IconAlertTriangle, IconPower } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { PauseBadge } from '../pause/pause-badge'
import { serviceNow } from '../shell/clock'
import { useJobTexts } from './texts'

/** Whether a job is paused now, and not only to come. */
export function isPausedNow({ status, pause }: Pick<JobRow, 'status' | 'pause'>): boolean {
  return status === 'ok' && pause !== null && (pause.from === null || Date.parse(pause.from) <= serviceNow())
}

/** What keeps a job from running, if anything does. */
export function JobState({ job }: { readonly job: Pick<JobRow, 'status' | 'pause'> }): ReactNode {
  const say = useJobTexts()
  if (job.status === 'invalid')
    return (
      <Badge color="red" leftSection={<IconAlertTriangle aria-hidden size={12} />} tt="none" variant="light">
        {say('invalid')}
      </Badge>
    )
  if (job.status === 'disabled')
    return (
      <Badge color="gray" leftSection={<IconPower aria-hidden size={12} />} tt="none" variant="light">
        {say('disabled')}
      </Badge>
    )
  return isPausedNow(job) && job.pause ? <PauseBadge pause={job.pause} /> : null
}
