import type { JobDetails, JobPaused } from '@horarium/http/api'
import { Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import type { Change } from '../api/answers'
import { ConfirmedChange } from '../shell/confirm'
import type { JobProps } from './job-page'
import { jobQuestion } from './job-path'
import { useDialogTexts } from './dialog-texts'
import { PauseFields, type PauseSaid } from './pause-fields'
import { Skips } from './skips'
import { useForeseen } from './use-foreseen'

const TYPING_MS = 300

/** Pauses a job, once it is clear what is skipped. */
export function PauseDialog({ job }: JobProps): ReactNode {
  const say = useDialogTexts()
  const [said, setSaid] = useState<PauseSaid>({ until: '2h', note: '' })
  const [until] = useDebouncedValue(said.until, TYPING_MS)
  const change: Change = { path: jobQuestion(job.code, '/pause'), method: 'PUT', version: job.version }
  const foreseen = useForeseen<JobPaused>({ ...change, body: { until, dryRun: true } })
  return (
    <ConfirmedChange<JobPaused>
      action={say('pause')}
      change={{ ...change, body: said }}
      isReady={foreseen.isSuccess && until === said.until}
      said={() => say('paused')}
      title={say('pauseTitle', { job: job.code })}
    >
      <Stack gap="sm">
        <Text size="sm">{say('pauseAbout')}</Text>
        <PauseFields fault={foreseen.error?.message} said={said} say={setSaid} />
        {foreseen.data && !foreseen.error && <Skips skips={foreseen.data.skips} />}
      </Stack>
    </ConfirmedChange>
  )
}

/** Ends the pause of a job. */
export function ResumeDialog({ job }: JobProps): ReactNode {
  const say = useDialogTexts()
  return (
    <ConfirmedChange<JobDetails>
      action={say('resume')}
      change={{ path: jobQuestion(job.code, '/pause'), method: 'DELETE', version: job.version }}
      said={() => say('resumed')}
      title={say('resumeTitle', { job: job.code })}
    >
      <Text size="sm">{say('resumeAbout')}</Text>
    </ConfirmedChange>
  )
}
