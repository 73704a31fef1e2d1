import type { EntryAgain, EntryRow, KilledEntry, RemovedEntry } from '@horarium/http/api'
import { Checkbox, Stack, Text, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { pathWith } from '../api/answers'
import { Action } from '../shell/action'
import { ConfirmedChange, useOpen } from '../shell/confirm'
import { useEntryTexts } from './texts'
import { entryPath, entryQuestion } from './entry-path'

interface EntryActionProps {
  readonly entry: EntryRow
  readonly isSmall?: boolean
}

const isOpenEntry = ({ status }: EntryRow): boolean => status === 'pending' || status === 'running'
const sizeOf = ({ isSmall }: EntryActionProps): 'compact-xs' | 'sm' => (isSmall ? 'compact-xs' : 'sm')

/** Ends an entry before its time. */
export function KillButton(props: EntryActionProps): ReactNode {
  const { entry } = props
  const say = useEntryTexts()
  const { isOpen, open, close } = useOpen()
  const [why, setWhy] = useState('')
  const [force, setForce] = useState(false)
  const isRunning = entry.status === 'running'
  return (
    <>
      <Action
        color="red"
        onClick={open}
        role="operate"
        size={sizeOf(props)}
        variant="light"
        why={isOpenEntry(entry) ? undefined : say('overAlready')}
      >
        {say('kill')}
      </Action>
      <ConfirmedChange<KilledEntry>
        action={say('killAction')}
        change={{ path: entryQuestion(entry.id, '/kill'), method: 'POST', body: { why, force: isRunning && force } }}
        close={close}
        isDangerous
        isOpen={isOpen}
        said={({ outcome }) => say('killed', { outcome })}
        title={say('killTitle')}
      >
        <Stack gap="sm">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {say(isRunning ? 'killRunning' : 'killWaiting', { id: entry.id, worker: entry.worker ?? '?' })}
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
    </>
  )
}

/** Takes an entry out of the timetable before it starts. */
export function RemoveButton(props: EntryActionProps): ReactNode {
  const { entry } = props
  const say = useEntryTexts()
  const { isOpen, open, close } = useOpen()
  const [why, setWhy] = useState('')
  const isByHand = entry.source === 'manual' && entry.attempt === 0
  const reason = entry.status === 'running' ? say('runningAlready') : say('overAlready')
  return (
    <>
      <Action
        onClick={open}
        role="operate"
        size={sizeOf(props)}
        variant="default"
        why={entry.status === 'pending' ? undefined : reason}
      >
        {say('remove')}
      </Action>
      <ConfirmedChange<RemovedEntry>
        action={say('removeAction')}
        change={{ path: pathWith(entryQuestion(entry.id), { why }), method: 'DELETE' }}
        close={close}
        isDangerous
        isOpen={isOpen}
        said={() => say('removed')}
        title={say('removeTitle')}
      >
        <Stack gap="sm">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {say(isByHand ? 'removeManual' : 'removeCalendar', { id: entry.id })}
          </Text>
          <WhyField set={setWhy} why={why} />
        </Stack>
      </ConfirmedChange>
    </>
  )
}

/** Asks for the same again, and goes there. */
export function AgainButton({ entry }: EntryActionProps): ReactNode {
  const say = useEntryTexts()
  const { isOpen, open, close } = useOpen()
  const [, go] = useLocation()
  return (
    <>
      <Action onClick={open} role="operate">
        {say('again')}
      </Action>
      <ConfirmedChange<EntryAgain>
        action={say('againAction')}
        change={{ path: entryQuestion(entry.id, '/again'), method: 'POST' }}
        close={close}
        isOpen={isOpen}
        onDone={({ entryId }) => go(entryPath(entryId))}
        said={({ entryId }) => say('againDone', { id: entryId })}
        title={say('againTitle', { job: entry.jobCode })}
      >
        <Text size="sm">{say('againAbout', { job: entry.jobCode })}</Text>
      </ConfirmedChange>
    </>
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
