import type { GroupList, Held } from '@horarium/http/api'
import { Stack, Text, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import type { Change } from '../api/answers'
import { PauseFields, type PauseSaid } from '../jobs/pause-fields'
import { Skips } from '../jobs/skips'
import { useForeseen } from '../jobs/use-foreseen'
import { ConfirmedChange } from '../shell/confirm'
import { Answered } from '../shell/states'
import { useGroupTexts } from './texts'

interface HoldDialogProps {
  /** What the service is asked at. */
  readonly path: string
  readonly title: string
  readonly version: string
}

const TYPING_MS = 300

/** Pauses a group, or everything, once it is clear what is skipped. */
export function PauseHold({ path, title, version }: HoldDialogProps): ReactNode {
  const say = useGroupTexts()
  const [said, setSaid] = useState<PauseSaid>({ until: '2h', note: '' })
  const [until] = useDebouncedValue(said.until, TYPING_MS)
  const change: Change = { path, method: 'PUT', version }
  const foreseen = useForeseen<Held>({ ...change, body: { until, dryRun: true } })
  return (
    <ConfirmedChange<Held>
      action={say('pause')}
      change={{ ...change, body: said }}
      isDangerous
      isReady={foreseen.isSuccess && until === said.until}
      said={() => say('paused')}
      title={title}
    >
      <Stack gap="sm">
        <Text size="sm">{say('pauseAbout')}</Text>
        <PauseFields fault={foreseen.error?.message} said={said} say={setSaid} />
        {foreseen.data && !foreseen.error && <SkipsOf held={foreseen.data} />}
      </Stack>
    </ConfirmedChange>
  )
}

/** Ends a pause. */
export function ResumeHold({ path, title, version }: HoldDialogProps): ReactNode {
  const say = useGroupTexts()
  return (
    <ConfirmedChange<GroupList>
      action={say('resume')}
      change={{ path, method: 'DELETE', version }}
      said={() => say('resumed')}
      title={title}
    >
      <Text size="sm">{say('resumeAbout')}</Text>
    </ConfirmedChange>
  )
}

const MAINTENANCE = '/api/v1/maintenance'

/** Stops everything, once it is clear what an hour of it holds up. */
export function BeginMaintenance({ version }: Pick<HoldDialogProps, 'version'>): ReactNode {
  const say = useGroupTexts()
  const [note, setNote] = useState('')
  const change: Change = { path: MAINTENANCE, method: 'PUT', version }
  const foreseen = useForeseen<Held>({ ...change, body: { dryRun: true } })
  return (
    <ConfirmedChange<Held>
      action={say('begin')}
      change={{ ...change, body: { note } }}
      isDangerous
      isReady={foreseen.isSuccess}
      said={() => say('began')}
      title={say('maintenanceTitle')}
    >
      <Stack gap="sm">
        <Text size="sm">{say('maintenanceAbout')}</Text>
        <Answered answer={foreseen} height={24}>
          {(held) => <SkipsOf held={held} />}
        </Answered>
        <Textarea
          autosize
          data-autofocus
          description={say('noteAbout')}
          label={say('note')}
          maxLength={1000}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
          value={note}
        />
      </Stack>
    </ConfirmedChange>
  )
}

/** Lets everything go on. */
export function EndMaintenance({ version }: Pick<HoldDialogProps, 'version'>): ReactNode {
  const say = useGroupTexts()
  return (
    <ConfirmedChange<GroupList>
      action={say('end')}
      change={{ path: MAINTENANCE, method: 'DELETE', version }}
      said={() => say('ended')}
      title={say('endTitle')}
    >
      <Text size="sm">{say('endAbout')}</Text>
    </ConfirmedChange>
  )
}

function SkipsOf({ held: { skips } }: { readonly held: Held }): ReactNode {
  const say = useGroupTexts()
  return (
    <div>
      {skips.jobs > 0 && <Text size="sm">{say('skipJobs', { jobs: skips.jobs })}</Text>}
      <Skips skips={skips} />
    </div>
  )
}
