import type { JobChanged } from '@horarium/http/api'
import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { type Change, pathWith } from '../api/answers'
import { ConfirmedChange } from '../shell/confirm'
import { Answered } from '../shell/states'
import { Foreseen } from './foreseen'
import type { JobProps } from './job-page'
import { jobQuestion } from './job-question'
import { useDialogTexts } from './dialog-texts'
import { useForeseen } from '../api/foreseen'

interface ResetDialogProps extends JobProps {
  /** What is taken back; everything without. */
  readonly part?: string | undefined
}

/** Takes back what people have set of a job, once it is clear what then counts. */
export function ResetDialog({ job, part }: ResetDialogProps): ReactNode {
  const say = useDialogTexts()
  const changeWith = (dryRun?: string): Change => ({
    path: pathWith(jobQuestion(job.code, '/overrides'), { part, dryRun }),
    method: 'DELETE',
    version: job.version,
  })
  const { answer, isTold } = useForeseen<JobChanged>(changeWith('true'))
  return (
    <ConfirmedChange<JobChanged>
      action={say('reset')}
      change={changeWith()}
      isDangerous
      isReady={isTold}
      said={() => say('resetDone')}
      title={say('resetTitle', { job: job.code })}
    >
      <Stack gap="xs">
        <Text size="sm">{say('resetAbout')}</Text>
        <Answered answer={answer} height={80}>
          {(changed) => <Foreseen changed={changed} code={job.code} />}
        </Answered>
      </Stack>
    </ConfirmedChange>
  )
}
