import type { ReactNode } from 'react'
import { PauseButton } from '../pause/pause-button'
import { Action } from '../shell/action'
import { openDialog } from '../shell/dialog'
import { ActiveDialog } from './active-dialog'
import type { JobProps } from './job-page'
import { jobQuestion } from './job-question'
import { useDialogTexts } from './dialog-texts'
import { ResetDialog } from './reset-dialog'
import { RunDialog } from './run-dialog'

/** What can be done with a job. */
export function JobActions({ job }: JobProps): ReactNode {
  const say = useDialogTexts()
  return (
    <>
      <ResetButton job={job} />
      <ActiveButton job={job} />
      <JobPause job={job} />
      <Dialogued dialog={RunDialog} job={job} why={job.status === 'invalid' ? say('cannotRun') : undefined}>
        {say('runNow')}
      </Dialogued>
    </>
  )
}

function JobPause({ job: { code, values, pause, version } }: JobProps): ReactNode {
  const say = useDialogTexts()
  const isOwn = values.some(({ leaf, value }) => leaf === 'pause' && value !== '')
  const isPaused = pause !== null && isOwn
  return (
    <PauseButton
      isPaused={isPaused}
      path={jobQuestion(code, '/pause')}
      title={say(isPaused ? 'resumeTitle' : 'pauseTitle', { job: code })}
      version={version}
      why={pause !== null && !isOwn ? say('pausedElsewhere') : undefined}
    />
  )
}

function ActiveButton({ job }: JobProps): ReactNode {
  const say = useDialogTexts()
  const isOff = job.status === 'disabled'
  return (
    <Dialogued
      dialog={ActiveDialog}
      job={job}
      variant={isOff ? 'light' : 'default'}
      why={job.isSystem && !isOff ? say('systemJob') : undefined}
    >
      {say(isOff ? 'enable' : 'disable')}
    </Dialogued>
  )
}

function ResetButton({ job }: JobProps): ReactNode {
  const say = useDialogTexts()
  return (
    <Dialogued
      dialog={ResetDialog}
      job={job}
      role="configure"
      variant="default"
      why={job.overrides === 0 ? say('noOverride') : undefined}
    >
      {say('reset')}
    </Dialogued>
  )
}

interface DialoguedProps extends JobProps {
  readonly dialog: (props: JobProps) => ReactNode
  readonly children: string
  readonly role?: 'operate' | 'configure'
  readonly variant?: string
  readonly why?: string | undefined
}

function Dialogued({ dialog: Dialog, job, children, role = 'operate', ...action }: DialoguedProps): ReactNode {
  return (
    <Action onClick={() => openDialog(<Dialog job={job} />)} role={role} {...action}>
      {children}
    </Action>
  )
}
