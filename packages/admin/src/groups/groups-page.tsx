import type { GroupList } from '@horarium/http/api'
import { Alert, Stack, Text } from '@mantine/core'
import { IconPlayerPause, IconTool } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { PauseButton } from '../pause/pause-button'
import { Action } from '../shell/action'
import { openDialog } from '../shell/dialog'
import { useInstantText } from '../shell/instant'
import { Page } from '../shell/page'
import { Answered } from '../shell/states'
import { GroupTable } from './group-table'
import { BeginMaintenance, EndMaintenance } from './maintenance-dialogs'
import { useGroupTexts } from './texts'
import { useGroups } from '../api/groups'

/** The lanes jobs run in, and what holds them. */
export function GroupsPage(): ReactNode {
  const say = useGroupTexts()
  const answer = useGroups()
  return (
    <Page about={say('about')} actions={answer.data && <Holds list={answer.data} />} title={say('title')}>
      <Answered answer={answer}>
        {(list) => (
          <Stack gap="md">
            <HeldNow list={list} />
            <GroupTable groups={list.items} />
          </Stack>
        )}
      </Answered>
    </Page>
  )
}

interface ListProps {
  readonly list: GroupList
}

function HeldNow({ list: { pause, maintenance } }: ListProps): ReactNode {
  const say = useGroupTexts()
  const instantText = useInstantText()
  return (
    <>
      {maintenance && (
        <Alert color="orange" icon={<IconTool />} title={say('inMaintenance', { author: maintenance.author })}>
          {say('since', { from: instantText(maintenance.from) })} {maintenance.note}
        </Alert>
      )}
      {pause && (
        <Alert
          color="yellow"
          icon={<IconPlayerPause />}
          title={say('allPaused', { author: pause.author, until: instantText(pause.until, 'open') })}
        >
          {pause.note !== '' && <Text size="sm">{pause.note}</Text>}
        </Alert>
      )}
    </>
  )
}

function Holds({ list }: ListProps): ReactNode {
  return (
    <>
      <PauseOfAll list={list} />
      <Maintenance list={list} />
    </>
  )
}

function PauseOfAll({ list: { pause, version } }: ListProps): ReactNode {
  const say = useGroupTexts()
  return (
    <PauseButton
      isPaused={pause !== null}
      path="/api/v1/pause"
      text={say('pauseAll')}
      title={say(pause ? 'resumeAll' : 'pauseAll')}
      version={version}
    />
  )
}

function Maintenance({ list: { maintenance, version } }: ListProps): ReactNode {
  const say = useGroupTexts()
  const Dialog = maintenance ? EndMaintenance : BeginMaintenance
  const ask = (): void => openDialog(<Dialog version={version} />)
  return (
    <Action color={maintenance ? undefined : 'red'} onClick={ask} role="operate" variant="light">
      {say(maintenance ? 'end' : 'maintenance')}
    </Action>
  )
}
