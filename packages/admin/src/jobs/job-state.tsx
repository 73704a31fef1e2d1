import type { JobRow } from '@horarium/http/api'
import { Badge, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconPlayerPause, IconPower } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { serviceNow } from '../shell/clock'
import { useLanguage } from '../shell/language'
import { formatInstant } from '../shell/times'
import { useJobTexts } from './texts'

/** Whether a job is paused now, and not only to come. */
export function isPausedNow({ status, pause }: Pick<JobRow, 'status' | 'pause'>): boolean {
  return status === 'ok' && pause !== null && (pause.from === null || Date.parse(pause.from) <= serviceNow())
}

/** What keeps a job from running, if anything does. */
export function JobState({ job }: { readonly job: Pick<JobRow, 'status' | 'pause'> }): ReactNode {
  const say = useJobTexts()
  const language = useLanguage()
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
  if (!isPausedNow(job) || !job.pause) return null
  const { until, note, author } = job.pause
  const end = until === null ? '' : ` ${say('until')} ${formatInstant(Date.parse(until), language)}`
  return (
    <Tooltip label={`${author}${note === '' ? '' : `: ${note}`}`}>
      <Badge color="yellow" leftSection={<IconPlayerPause aria-hidden size={12} />} tt="none" variant="light">
        {say('paused')}
        {end}
      </Badge>
    </Tooltip>
  )
}
