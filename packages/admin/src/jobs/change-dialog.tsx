import type { JobChange, JobChanged } from '@horarium/http/api'
import type { ReactNode } from 'react'
import type { Change } from '../api/answers'
import { ConfirmedChange } from '../shell/confirm'
import { Answered } from '../shell/states'
import { Foreseen } from './foreseen'
import type { JobProps } from './job-page'
import { jobQuestion } from './job-question'
import { useDialogTexts } from './dialog-texts'
import { useForeseen } from '../api/foreseen'

interface ChangeDialogProps extends JobProps {
  readonly wishes: JobChange
  readonly onDone?: () => void
}

/** Changes a job, once it is clear what comes of it; only as long as nobody else has changed it meanwhile. */
export function ChangeDialog({ job, wishes, onDone }: ChangeDialogProps): ReactNode {
  const say = useDialogTexts()
  const change: Change = { path: jobQuestion(job.code), method: 'PATCH', version: job.version }
  const { answer, isTold } = useForeseen<JobChanged>({ ...change, body: { ...wishes, dryRun: true } })
  return (
    <ConfirmedChange<JobChanged>
      action={say('change')}
      change={{ ...change, body: wishes }}
      isReady={isTold}
      onDone={() => onDone?.()}
      said={({ withdrawn, written }) => say('changed', { withdrawn, written })}
      title={say('changeTitle', { job: job.code })}
    >
      <Answered answer={answer} height={120}>
        {(changed) => <Foreseen changed={changed} code={job.code} />}
      </Answered>
    </ConfirmedChange>
  )
}
