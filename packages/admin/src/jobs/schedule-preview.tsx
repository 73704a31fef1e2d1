import type { JobDetails, SchedulePreview } from '@horarium/http/api'
import { Alert, Stack, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Answered } from '../shell/states'
import { useJobPageTexts } from './job-texts'
import { NextRuns } from './next-runs'
import type { ScheduleSaid } from './schedule-tab'
import { useForeseen } from './use-foreseen'

const TYPING_MS = 250

interface PreviewPaneProps {
  readonly job: JobDetails
  readonly said: ScheduleSaid
}

/** What a schedule means while somebody types it. */
export function SchedulePreviewPane({ job, said }: PreviewPaneProps): ReactNode {
  const say = useJobPageTexts()
  const [{ schedule, timezone, dialect }] = useDebouncedValue(said, TYPING_MS)
  const zone = timezone === '' ? {} : { timezone }
  const body = { expression: schedule, dialect, ...zone, jobCode: job.code }
  const answer = useForeseen<SchedulePreview>({ path: '/api/v1/calendar/preview', method: 'POST', body })
  return (
    <Stack gap="sm">
      <Title order={2} size="h5">
        {say('means')}
      </Title>
      <Answered answer={answer} height={300}>
        {(preview) => (
          <Stack aria-busy={answer.isPlaceholderData} gap="sm" opacity={answer.isPlaceholderData ? 0.6 : 1}>
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
    </Stack>
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
