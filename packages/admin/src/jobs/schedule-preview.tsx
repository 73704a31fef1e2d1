import type { JobDetails, SchedulePreview } from '@horarium/http/api'
import { Alert, Stack, Text, Title } from '@mantine/core'
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Change } from '../api/answers'
import { Answered } from '../shell/states'
import { useJobPageTexts } from './job-texts'
import { NextRuns } from './next-runs'
import type { ScheduleSaid } from './schedule-tab'
import { useJobTexts } from './texts'
import { useForeseen } from '../api/foreseen'

interface PreviewPaneProps {
  readonly job: JobDetails
  readonly said: ScheduleSaid
}

/** What a schedule means while somebody types it. */
export function SchedulePreviewPane({ job, said }: PreviewPaneProps): ReactNode {
  const say = useJobPageTexts()
  const sayJobs = useJobTexts()
  const { schedule, timezone, dialect } = said
  const zone = timezone === '' ? {} : { timezone }
  const isEmpty = schedule.trim() === ''
  const body = { expression: schedule, dialect, ...zone, jobCode: job.code }
  const asked: Change = { path: '/api/v1/calendar/preview', method: 'POST', body }
  const { answer } = useForeseen<SchedulePreview>(isEmpty ? undefined : asked)
  return (
    <Stack gap="sm">
      <Title order={2} size="h5">
        {say('means')}
      </Title>
      {isEmpty ? <Text>{sayJobs('byHand')}</Text> : <Previewed answer={answer} />}
    </Stack>
  )
}

function Previewed({ answer }: { readonly answer: UseQueryResult<SchedulePreview> }): ReactNode {
  const say = useJobPageTexts()
  return (
    <Answered answer={answer} height={300}>
      {(preview) => (
        <Stack gap="sm">
          <Meaning preview={preview} />
          {preview.words !== null && (
            <>
              <Title order={3} size="h6">
                {say('nextTen')}
              </Title>
              <NextRuns runs={preview.next} timezone={preview.timezone} />
            </>
          )}
        </Stack>
      )}
    </Answered>
  )
}

function Meaning({ preview: { words, faults, warnings } }: { readonly preview: SchedulePreview }): ReactNode {
  return (
    <div aria-live="polite">
      {words !== null && (
        <Text fw={600} size="lg">
          {words}
        </Text>
      )}
      <Stack gap="xs" mt="xs">
        {faults.map(({ message, remedy }) => (
          <Alert color="red" icon={<IconAlertCircle />} key={message} title={message}>
            {remedy}
          </Alert>
        ))}
        {warnings.map(({ message, remedy }) => (
          <Alert color="yellow" icon={<IconAlertTriangle />} key={message} title={message}>
            {remedy}
          </Alert>
        ))}
      </Stack>
    </div>
  )
}
