import type { GroupList, Held } from '@horarium/http/api'
import { Stack, Text, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Change } from '../api/answers'
import { useForeseen } from '../api/foreseen'
import { Skips } from '../pause/skips'
import { ConfirmedChange } from '../shell/confirm'
import { Answered } from '../shell/states'
import { useGroupTexts } from './texts'

interface MaintenanceProps {
  /** The state it is asked in. */
  readonly version: string
}

const MAINTENANCE = '/api/v1/maintenance'

/** Stops everything, once it is clear what an hour of it holds up. */
export function BeginMaintenance({ version }: MaintenanceProps): ReactNode {
  const say = useGroupTexts()
  const [note, setNote] = useState('')
  const change: Change = { path: MAINTENANCE, method: 'PUT', version }
  const { answer, isTold } = useForeseen<Held>({ ...change, body: { dryRun: true } })
  return (
    <ConfirmedChange<Held>
      action={say('begin')}
      change={{ ...change, body: { note } }}
      isDangerous
      isReady={isTold}
      said={() => say('began')}
      title={say('maintenanceTitle')}
    >
      <Stack gap="sm">
        <Text size="sm">{say('maintenanceAbout')}</Text>
        <Answered answer={answer} height={24}>
          {({ skips }) => <Skips skips={skips} />}
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
export function EndMaintenance({ version }: MaintenanceProps): ReactNode {
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
