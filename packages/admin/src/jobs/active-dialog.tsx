import type { JobSwitched } from '@horarium/http/api'
import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Change } from '../api/answers'
import { ConfirmedChange } from '../shell/confirm'
import { Answered } from '../shell/states'
import type { JobProps } from './job-page'
import { jobQuestion } from './job-question'
import { useDialogTexts } from './dialog-texts'
import { useForeseen } from '../api/foreseen'

/** Switches a job on or off, once it is clear what becomes of its pending entries. */
export function ActiveDialog({ job }: JobProps): ReactNode {
  const say = useDialogTexts()
  const active = job.status === 'disabled'
  const change: Change = { path: jobQuestion(job.code, '/active'), method: 'PUT', version: job.version }
  const { answer, isTold } = useForeseen<JobSwitched>({ ...change, body: { active, dryRun: true } })
  return (
    <ConfirmedChange<JobSwitched>
      action={say(active ? 'enable' : 'disable')}
      change={{ ...change, body: { active } }}
      isDangerous={!active}
      isReady={isTold}
      said={({ withdrawn, written }) => say('switched', { withdrawn, written })}
      title={say(active ? 'enableTitle' : 'disableTitle', { job: job.code })}
    >
      <Stack gap="xs">
        <Text size="sm">{say(active ? 'enableAbout' : 'disableAbout')}</Text>
        <Answered answer={answer} height={24}>
          {({ withdrawn, written }) => (
            <Text fw={600} size="sm">
              {say('pending', { withdrawn, written })}
            </Text>
          )}
        </Answered>
      </Stack>
    </ConfirmedChange>
  )
}
