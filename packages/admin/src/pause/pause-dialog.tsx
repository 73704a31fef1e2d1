import type { Held } from '@horarium/http/api'
import { Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Change } from '../api/answers'
import { useForeseen } from '../api/foreseen'
import { ConfirmedChange } from '../shell/confirm'
import { Problem } from '../shell/states'
import { PauseFields, type PauseSaid } from './pause-fields'
import { Skips } from './skips'
import { usePauseTexts } from './texts'

interface PauseDialogProps {
  /** Where the service holds what is paused: a job, a group, everything. */
  readonly path: string
  readonly title: string
  /** The state it is paused in. */
  readonly version: string
}

/** Pauses something, once it is clear what is skipped. */
export function PauseDialog({ path, title, version }: PauseDialogProps): ReactNode {
  const say = usePauseTexts()
  const [said, setSaid] = useState<PauseSaid>({ until: '2h', note: '' })
  const change: Change = { path, method: 'PUT', version }
  const { answer, isTold } = useForeseen<Pick<Held, 'skips'>>({ ...change, body: { until: said.until, dryRun: true } })
  const { data, error, refetch } = answer
  const isOfField = error?.status === 400
  return (
    <ConfirmedChange
      action={say('pause')}
      change={{ ...change, body: said }}
      isDangerous
      isReady={isTold}
      said={() => say('paused')}
      title={title}
    >
      <Stack gap="sm">
        <Text size="sm">{say('pauseAbout')}</Text>
        <PauseFields fault={isOfField ? error.message : undefined} said={said} say={setSaid} />
        {error && !isOfField && <Problem refused={error} retry={() => void refetch()} />}
        {data && <Skips skips={data.skips} />}
      </Stack>
    </ConfirmedChange>
  )
}

/** Ends a pause. */
export function ResumeDialog({ path, title, version }: PauseDialogProps): ReactNode {
  const say = usePauseTexts()
  return (
    <ConfirmedChange
      action={say('resume')}
      change={{ path, method: 'DELETE', version }}
      said={() => say('resumed')}
      title={title}
    >
      <Text size="sm">{say('resumeAbout')}</Text>
    </ConfirmedChange>
  )
}
