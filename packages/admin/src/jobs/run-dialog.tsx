import type { JobDetails, JobStarted } from '@horarium/http/api'
import { Input, Stack, Text, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { ConfirmedChange } from '../shell/confirm'
import { entryPage } from '../shell/paths'
import type { JobProps } from './job-page'
import { jobQuestion } from './job-question'
import { useDialogTexts } from './dialog-texts'
import { type ParamRow, ParamRows, rowsOf } from './param-rows'

/** Runs a job now, with what it is given for this once. */
export function RunDialog({ job }: JobProps): ReactNode {
  const say = useDialogTexts()
  const [, go] = useLocation()
  const [rows, setRows] = useState<readonly ParamRow[]>(() => rowsOf(job.params))
  const [target, setTarget] = useState('')
  return (
    <ConfirmedChange<JobStarted>
      action={say('run')}
      change={{
        path: jobQuestion(job.code, '/runs'),
        method: 'POST',
        body: { params: saidIn(rows, job), ...(target === '' ? {} : { target }) },
      }}
      onDone={({ entryId }) => go(entryPage(entryId))}
      said={({ entryId }) => say('started', { id: entryId })}
      title={say('runTitle', { job: job.code })}
    >
      <Stack gap="sm">
        <Text size="sm">{say('runAbout')}</Text>
        {job.targets !== null && (
          <TextInput
            description={say('targetAbout')}
            label={say('target')}
            onChange={({ currentTarget }) => setTarget(currentTarget.value)}
            value={target}
          />
        )}
        <Input.Wrapper description={say('paramsAbout')} label={say('params')} labelElement="div">
          <div style={{ paddingTop: 6 }}>
            <ParamRows change={setRows} rows={rows} />
          </div>
        </Input.Wrapper>
      </Stack>
    </ConfirmedChange>
  )
}

/** What of the rows is not as the job has it. A secret is shown masked, and the mask is no value. */
export function saidIn(rows: readonly ParamRow[], { params }: JobDetails): Readonly<Record<string, string>> {
  const changed = rows.filter(({ name, value }) => name.trim() !== '' && params[name] !== value)
  return Object.fromEntries(changed.map(({ name, value }) => [name.trim(), value]))
}
