import type { EntryAgain, EntryRow, KilledEntry, RemovedEntry } from '@horarium/http/api'
import { Checkbox, Stack, Text, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { pathWith } from '../api/answers'
import { Action } from '../shell/action'
import { ConfirmedChange } from '../shell/confirm'
import { openDialog } from '../shell/dialog'
import { entryPage } from '../shell/paths'
import { useEntryTexts } from './texts'
import { entryQuestion } from './entry-question'

interface EntryProps {
  readonly entry: EntryRow
}

interface EntryActionProps extends EntryProps {
  readonly isSmall?: boolean
}

const isOpenEntry = ({ status }: EntryRow): boolean => status === 'pending' || status === 'running'
const sizeOf = ({ isSmall }: EntryActionProps): 'compact-xs' | 'sm' => (isSmall ? 'compact-xs' : 'sm')

/** Ends an entry before its time. */
export function KillButton(props: EntryActionProps): ReactNode {
  const { entry } = props
  const say = useEntryTexts()
  return (
    <Action
      color="red"
      onClick={() => openDialog(<KillDialog entry={entry} />)}
      role="operate"
      size={sizeOf(props)}
      variant="light"
      why={isOpenEntry(entry) ? undefined : say('overAlready')}
    >
      {say('kill')}
    </Action>
  )
}

function KillDialog({ entry: { id, status, worker } }: EntryProps): ReactNode {
  const say = useEntryTexts()
  const [why, setWhy] = useState('')
  const [force, setForce] = useState(false)
  const isRunning = status === 'running'
  return (
    <ConfirmedChange<KilledEntry>
      action={say('killAction')}
      change={{ path: entryQuestion(id, '/kill'), method: 'POST', body: { why, force: isRunning && force } }}
      isDangerous
      said={({ outcome }) => say('killed', { outcome })}
      title={say('killTitle')}
    >
      <Stack gap="sm">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {say(isRunning ? 'killRunning' : 'killWaiting', { id, worker: worker ?? '?' })}
        </Text>
        <WhyField set={setWhy} why={why} />
        {isRunning && (
          <Checkbox
            checked={force}
            label={say('force')}
            onChange={({ currentTarget }) => setForce(currentTarget.checked)}
          />
        )}
      </Stack>
    </ConfirmedChange>
  )
}

/** Takes an entry out of the timetable before it starts. */
export function RemoveButton(props: EntryActionProps): ReactNode {
  const { entry } = props
  const say = useEntryTexts()
  const reason = entry.status === 'running' ? say('runningAlready') : say('overAlready')
  return (
    <Action
      onClick={() => openDialog(<RemoveDialog entry={entry} />)}
      role="operate"
      size={sizeOf(props)}
      variant="default"
      why={entry.status === 'pending' ? undefined : reason}
    >
      {say('remove')}
    </Action>
  )
}

function RemoveDialog({ entry: { id, source, attempt } }: EntryProps): ReactNode {
  const say = useEntryTexts()
  const [why, setWhy] = useState('')
  const isByHand = source === 'manual' && attempt === 0
  return (
    <ConfirmedChange<RemovedEntry>
      action={say('removeAction')}
      change={{ path: pathWith(entryQuestion(id), { why }), method: 'DELETE' }}
      isDangerous
      said={() => say('removed')}
      title={say('removeTitle')}
    >
      <Stack gap="sm">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {say(isByHand ? 'removeManual' : 'removeCalendar', { id })}
        </Text>
        <WhyField set={setWhy} why={why} />
      </Stack>
    </ConfirmedChange>
  )
}

/** Asks for the same again, and goes there. */
export function AgainButton({ entry }: EntryProps): ReactNode {
  const say = useEntryTexts()
  return (
    <Action onClick={() => openDialog(<AgainDialog entry={entry} />)} role="operate">
      {say('again')}
    </Action>
  )
}

function AgainDialog({ entry: { id, jobCode } }: EntryProps): ReactNode {
  const say = useEntryTexts()
  const [, go] = useLocation()
  return (
    <ConfirmedChange<EntryAgain>
      action={say('againAction')}
      change={{ path: entryQuestion(id, '/again'), method: 'POST' }}
      onDone={({ entryId }) => go(entryPage(entryId))}
      said={({ entryId }) => say('againDone', { id: entryId })}
      title={say('againTitle', { job: jobCode })}
    >
      <Text size="sm">{say('againAbout', { job: jobCode })}</Text>
    </ConfirmedChange>
  )
}

function WhyField({ why, set }: { readonly why: string; readonly set: (why: string) => void }): ReactNode {
  const say = useEntryTexts()
  return (
    <TextInput
      data-autofocus
      label={say('why')}
      maxLength={500}
      onChange={({ currentTarget }) => set(currentTarget.value)}
      value={why}
    />
  )
}
