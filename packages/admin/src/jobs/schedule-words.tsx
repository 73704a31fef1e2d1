import type { JobRow } from '@horarium/http/api'
import { Code, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useJobTexts } from './texts'

/** When a job runs: in words, as it is written, and in which zone. */
export function ScheduleWords({
  job: { schedule, words, timezone },
}: {
  readonly job: Pick<JobRow, 'schedule' | 'words' | 'timezone'>
}): ReactNode {
  const say = useJobTexts()
  if (schedule === null)
    return (
      <Text c="dimmed" size="sm">
        {say('byHand')}
      </Text>
    )
  const isWritten = words === null || words === schedule
  return (
    <div>
      <Text size="sm">{isWritten ? <Code>{schedule}</Code> : words}</Text>
      <Text c="dimmed" size="xs">
        {!isWritten && !schedule.startsWith('every ') && `${schedule} · `}
        {timezone ?? ''}
      </Text>
    </div>
  )
}
