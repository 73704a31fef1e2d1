import type { PurgedHistory } from '@horarium/http/api'
import { Loader, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { ask } from '../api/ask'
import { Action } from '../shell/action'
import { ConfirmedChange } from '../shell/confirm'
import { openDialog } from '../shell/dialog'
import { useLanguage } from '../shell/language'
import { Problem } from '../shell/states'
import { formatInstant } from '../shell/times'
import { useEntryTexts } from './texts'

const DAYS_OFFERED = 15
const MAX_DAYS = 36_500
const TYPED_MS = 300
const PATH = '/api/v1/history/purge'

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
  const [asked] = useDebouncedValue(JSON.stringify(wish), TYPED_MS)
  const foreseen = useForeseen(asked)
  const count = foreseen.data?.wouldPurge ?? 0
  // What is counted is what goes: not before both are of one wish.
  const isCounted = asked === JSON.stringify(wish) && foreseen.data !== undefined && !foreseen.isFetching
  return (
    <ConfirmedChange<PurgedHistory>
      action={say('purgeAction', { count: isCounted ? count : 0 })}
      change={{ path: PATH, method: 'POST', body: wish }}
      isDangerous
      isReady={isCounted && count > 0 && days !== ''}
      said={({ purged = 0 }) => say('purged', { count: purged })}
      title={say('purgeTitle')}
    >
      <Stack gap="sm">
        <NumberInput data-autofocus label={say('days')} max={MAX_DAYS} min={0} onChange={setDays} value={days} />
        <NumberInput allowDecimal={false} label={say('keep')} min={0} onChange={setKeep} value={keep} />
        <TextInput label={say('ofJob')} onChange={({ currentTarget }) => setJob(currentTarget.value)} value={job} />
        {foreseen.error && <Problem refused={foreseen.error} />}
        {isCounted && foreseen.data ? <Foreseen told={foreseen.data} /> : !foreseen.error && <Loader size="sm" />}
      </Stack>
    </ConfirmedChange>
  )
}

function useForeseen(wish: string) {
  return useQuery<PurgedHistory>({
    queryKey: [PATH, wish],
    queryFn: ({ signal }) =>
      ask(PATH, { method: 'POST', body: { ...(JSON.parse(wish) as Wish), dryRun: true }, signal }),
    meta: { topics: [] },
    staleTime: 0,
    gcTime: 0,
  })
}

function Foreseen({ told }: { readonly told: PurgedHistory }): ReactNode {
  const say = useEntryTexts()
  const language = useLanguage()
  const show = (iso: string | null): string => (iso === null ? '–' : formatInstant(Date.parse(iso), language))
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
