import type { GroupList } from '@horarium/http/api'
import { Alert, Box, Stack, Text } from '@mantine/core'
import { IconPlayerPause, IconTool } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Action } from '../shell/action'
import { openDialog } from '../shell/dialog'
import { useLanguage } from '../shell/language'
import { Page } from '../shell/page'
import { Answered } from '../shell/states'
import { formatInstant } from '../shell/times'
import { GroupCards, GroupTable } from './group-table'
import { BeginMaintenance, EndMaintenance, PauseHold, ResumeHold } from './hold-dialogs'
import { useGroupTexts } from './texts'
import { useGroups } from './use-groups'

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
            <Box visibleFrom="md">
              <GroupTable groups={list.items} />
            </Box>
            <Box hiddenFrom="md">
              <GroupCards groups={list.items} />
            </Box>
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
  const language = useLanguage()
  const shown = (at: string | null): string => (at === null ? '–' : formatInstant(Date.parse(at), language))
  return (
    <>
      {maintenance && (
        <Alert color="orange" icon={<IconTool />} title={say('inMaintenance', { author: maintenance.author })}>
          {say('since', { from: shown(maintenance.from) })} {maintenance.note}
        </Alert>
      )}
      {pause && (
        <Alert
          color="yellow"
          icon={<IconPlayerPause />}
          title={say('allPaused', { author: pause.author, until: shown(pause.until) })}
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
  const Dialog = pause ? ResumeHold : PauseHold
  const title = say(pause ? 'resumeAll' : 'pauseAll')
  const ask = (): void => openDialog(<Dialog path="/api/v1/pause" title={title} version={version} />)
  return (
    <Action onClick={ask} role="operate" variant={pause ? 'light' : 'default'}>
      {say(pause ? 'resume' : 'pauseAll')}
    </Action>
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
