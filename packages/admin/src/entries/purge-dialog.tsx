import type { PurgedHistory } from '@horarium/http/api'
import { NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Change } from '../api/answers'
import { useForeseen } from '../api/foreseen'
import { Action } from '../shell/action'
import { ConfirmedChange } from '../shell/confirm'
import { openDialog } from '../shell/dialog'
import { useInstantText } from '../shell/instant'
import { Answered } from '../shell/states'
import { useEntryTexts } from './texts'

const DAYS_OFFERED = 15
const MAX_DAYS = 36_500

/** Forgets what has ended long ago, after it has said how much that is. */
export function PurgeButton(): ReactNode {
  const say = useEntryTexts()
  return (
    <Action color="red" onClick={() => openDialog(<PurgeDialog />)} role="configure" variant="light">
      {say('purge')}
    </Action>
  )
}

interface Wish {
  readonly days: number
  readonly keep: number
  readonly jobs?: readonly string[]
}

function PurgeDialog(): ReactNode {
  const say = useEntryTexts()
  const [days, setDays] = useState<number | string>(DAYS_OFFERED)
  const [keep, setKeep] = useState<number | string>(0)
  const [job, setJob] = useState('')
  const wish: Wish = {
    days: Number(days),
    keep: Number(keep),
    ...(job.trim() === '' ? {} : { jobs: [job.trim()] }),
  }
  const change: Change = { path: '/api/v1/history/purge', method: 'POST' }
  const { answer, isTold } = useForeseen<PurgedHistory>({ ...change, body: { ...wish, dryRun: true } })
  const count = isTold ? (answer.data?.wouldPurge ?? 0) : 0
  return (
    <ConfirmedChange<PurgedHistory>
      action={say('purgeAction', { count })}
      change={{ ...change, body: wish }}
      isDangerous
      isReady={count > 0 && days !== ''}
      said={({ purged = 0 }) => say('purged', { count: purged })}
      title={say('purgeTitle')}
    >
      <Stack gap="sm">
        <NumberInput data-autofocus label={say('days')} max={MAX_DAYS} min={0} onChange={setDays} value={days} />
        <NumberInput allowDecimal={false} label={say('keep')} min={0} onChange={setKeep} value={keep} />
        <TextInput label={say('ofJob')} onChange={({ currentTarget }) => setJob(currentTarget.value)} value={job} />
        <Answered answer={answer} height={48}>
          {(told) => <Foreseen told={told} />}
        </Answered>
      </Stack>
    </ConfirmedChange>
  )
}

function Foreseen({ told }: { readonly told: PurgedHistory }): ReactNode {
  const say = useEntryTexts()
  const show = useInstantText()
  const { wouldPurge = 0, cutoff, oldest, newest } = told
  return (
    <div aria-live="polite">
      <Text fw={700}>{say('wouldPurge', { count: wouldPurge, cutoff: show(cutoff) })}</Text>
      {wouldPurge > 0 && (
        <>
          <Text size="sm">{say('span', { oldest: show(oldest), newest: show(newest) })}</Text>
          <Text size="sm">{say('forever')}</Text>
        </>
      )}
    </div>
  )
}
